namespace ModelGen;

/// <summary>How the class with a model's parameters as constant data is written.</summary>
public sealed record SourceOptions
{
    /// <summary>The class's name; <c>Frozen</c> and the model's name if null.</summary>
    public string? ClassName { get; init; }

    /// <summary>The class's namespace, empty for the global one; the model's if null.</summary>
    public string? Namespace { get; init; }

    /// <summary>
    /// The name of an embedded resource to read the parameters from, where <see cref="Freezing.SaveAsResource"/> has put them; null to write them into the
    /// source itself.
    /// </summary>
    public string? Resource { get; init; }
}
