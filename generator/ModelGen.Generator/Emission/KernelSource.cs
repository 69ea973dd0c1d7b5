namespace ModelGen.Generator.Emission;

/// <summary>The methods of a kernel, and the name that they get: the text is large, and written with the name once.</summary>
/// <param name="Placeholder">What stands for the name there.</param>
internal sealed record KernelSource(SourceWriter Text, char Placeholder, string Name)
{
    public void WriteTo(SourceWriter writer) => writer.Lines(Text, Placeholder, Name);
}
