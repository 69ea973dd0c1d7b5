using ModelGen;

namespace Samples.Xor;

/// <summary>Exclusive or as one number, the probability of "true".</summary>
[Model(MaxBatch = 4)]
[Input(2)]
[Dense(8, Activation.Relu)]
[Dense(4, Activation.Sigmoid)]
[Dense(1, Activation.Sigmoid)]
[MeanSquaredErrorLoss]
[Sgd(LearningRate = 2.4)]
public sealed partial class XorByNumber
{
    /// <summary>What the loss should fall to within 400 epochs.</summary>
    public const float ExpectedLoss = 0.0015f;
}

/// <summary>Exclusive or as two classes, the probabilities of "false" and "true".</summary>
[Model(MaxBatch = 4)]
[Input(2)]
[Dense(8, Activation.Relu)]
[Dense(4, Activation.Sigmoid)]
[Dense(2, Activation.Softmax)]
[MeanSquaredErrorLoss]
[Sgd(LearningRate = 2.4)]
public sealed partial class XorByClass
{
    /// <inheritdoc cref="XorByNumber.ExpectedLoss"/>
    public const float ExpectedLoss = 0.0008f;
}
