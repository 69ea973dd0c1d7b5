using System;

namespace ModelGen;

/// <summary>
/// Marks a partial class as a neural network: the layers, the loss and the optimizer stand as further attributes on the
/// same declaration, read from top to bottom, and the source generator adds the members that train and run it.
/// </summary>
/// <example>
/// <code>
/// [Model(MaxBatch = 32)]
/// [Input(2)]
/// [Dense(8, Activation.Relu)]
/// [Dense(1, Activation.Sigmoid)]
/// [BinaryCrossEntropyLoss]
/// [Adam(LearningRate = 1e-2)]
/// public sealed partial class Xor;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ModelAttribute : Attribute
{
    /// <summary>The largest number of examples in one training step, 1 or more; the training memory grows with it. Default 64.</summary>
    public int MaxBatch { get; set; } = 64;

    /// <summary>The type of parameters, activations and gradients. Default <see cref="Precision.Single"/>.</summary>
    public Precision Precision { get; set; } = Precision.Single;

    /// <summary>The code that computes: fast, or small and with the same bits on every processor. Default <see cref="Kernels.Fast"/>.</summary>
    public Kernels Kernels { get; set; } = Kernels.Fast;

    /// <summary>Whether <c>Backward</c> also computes the gradient with respect to the inputs. Default <see langword="false"/>.</summary>
    public bool InputGradients { get; set; }

    /// <summary>
    /// Whether the model has <c>BackwardFrom</c>, which takes the gradients of the outputs in place of targets: from a loss of the caller's, or from a model that reads
    /// these outputs. With it, a model with an optimizer needs no loss: <c>Forward</c>, <c>BackwardFrom</c>, <c>Update</c>. Default <see langword="false"/>.
    /// </summary>
    public bool OutputGradients { get; set; }

    /// <summary>
    /// Whether recurrent layers begin in <c>TrainBatch</c> and <c>Forward</c> where the call before ended, example by example, and not at 0: a long sequence in pieces. Gradients
    /// end at the border (truncated back-propagation). <c>ResetState</c> begins anew, <c>State</c> can be read and written; <c>Predict</c> and <c>Evaluate</c> begin at 0. One
    /// thread trains such a model. Default <see langword="false"/>.
    /// </summary>
    public bool Stateful { get; set; }

    /// <summary>
    /// Whether the model has a <c>Stream</c>, which takes a sequence a time at a step. Unless set, it has one where its layers allow it: a sequence comes in, and no layer
    /// looks ahead. <see langword="true"/> makes it an error where they do not; <see langword="false"/> leaves it out.
    /// </summary>
    public bool Streaming { get; set; }
}
