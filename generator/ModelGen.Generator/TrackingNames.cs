namespace ModelGen.Generator;

/// <summary>The names of the pipeline's steps, by which tests see that an unrelated edit costs nothing.</summary>
internal static class TrackingNames
{
    /// <summary>Symbols to specs.</summary>
    public const string Parse = nameof(Parse);

    /// <summary>Specs to those without faults.</summary>
    public const string Validate = nameof(Validate);

    /// <summary>Specs without faults.</summary>
    public const string Model = nameof(Model);

    /// <summary>Specs to sources.</summary>
    public const string Compile = nameof(Compile);
}
