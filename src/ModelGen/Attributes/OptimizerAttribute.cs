using System;

namespace ModelGen;

/// <summary>
/// How a training step changes the parameters. Settings, definitions and defaults are PyTorch's. A model has at most one;
/// without one it has gradients but no <c>Update</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public abstract class OptimizerAttribute(double learningRate) : Attribute
{
    /// <summary>The step size; the model's <c>LearningRate</c> property starts with it. 0 or more.</summary>
    public double LearningRate { get; set; } = learningRate;

    /// <summary>Every gradient is clipped to ±ClipValue before the step (clip_grad_value_); 0, the default, for none.</summary>
    public double ClipValue { get; set; }

    /// <summary>All gradients together are scaled down to this Euclidean norm before the step (clip_grad_norm_); 0, the default, for none.</summary>
    public double ClipNorm { get; set; }
}
