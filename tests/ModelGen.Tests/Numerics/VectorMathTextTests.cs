using System.IO;
using System.Runtime.CompilerServices;
using Xunit;

namespace ModelGen.Tests.Numerics;

/// <summary>
/// The functions are written once for each precision, in a file of which every width has a copy under its own aliases: one generic body
/// over wrapped
/// vectors would cost a caller three times as many JIT locals, and inlining ends with them.
/// </summary>
public class VectorMathTextTests
{
    [Theory]
    [InlineData("Single", "float")]
    [InlineData("Double", "double")]
    public void TheWidthsDifferInTheirAliasesOnly(string precision, string type)
    {
        (string Aliases, string Body) widest = Read(precision + "512");
        Assert.Contains($"using Vector = System.Runtime.Intrinsics.Vector512<{type}>;", widest.Aliases);
        foreach (string width in new[] { "256", "128" })
        {
            (string aliases, string body) = Read(precision + width);
            Assert.Equal(widest.Aliases.Replace("512<", width + "<").Replace("Vector512;", $"Vector{width};").Replace("Avx512F;", "Avx512F.VL;"), aliases);
            Assert.Equal(widest.Body, body);
        }

        (string scalarAliases, string scalarBody) = Read(precision);
        Assert.Contains($"using Vector = {type};", scalarAliases);
        Assert.Equal(widest.Body, scalarBody);
    }

    /// <summary>What stands before and after the namespace line.</summary>
    private static (string Aliases, string Body) Read(string suffix, [CallerFilePath] string here = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(here)!, "../../../src/ModelGen/Numerics", $"VectorMath.{suffix}.cs");
        string[] parts = File.ReadAllText(path).Split("namespace ModelGen.Numerics;", 2);
        return (parts[0], parts[1]);
    }
}
