namespace ModelGen.Files;

/// <summary>What a model's file says about itself.</summary>
internal static class MetadataKeys
{
    /// <summary>What begins all keys but <see cref="Format"/>.</summary>
    public const string Prefix = "modelgen.";

    /// <summary>Names the framework whose names and layouts the tensors have: <c>pt</c>, PyTorch.</summary>
    public const string Format = "format";

    public const string Version = Prefix + "version";

    public const string Model = Prefix + "model";

    public const string Architecture = Prefix + "architecture";

    public const string Seed = Prefix + "seed";

    public const string Step = Prefix + "step";

    public const string LearningRate = Prefix + "learning_rate";

    /// <summary>Begins the names of single numbers that an optimizer remembers.</summary>
    public const string Optimizer = Prefix + "optimizer.";

    /// <summary>Begins what a checkpoint says about the training.</summary>
    public const string Checkpoint = Prefix + "checkpoint.";
}
