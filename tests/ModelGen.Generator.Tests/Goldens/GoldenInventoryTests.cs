using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace ModelGen.Generator.Tests.Goldens;

/// <summary>Every case either runs or waits for a layer that does not exist yet.</summary>
public sealed class GoldenInventoryTests
{
    /// <summary>For each kind of layer in the files, the attribute that would declare it.</summary>
    private static readonly Dictionary<string, string> Awaited = new()
    {
        ["self_attention"] = "MultiHeadAttention",
    };

    [Fact]
    public void All_86_cases_run()
    {
        Assert.Equal(86, GoldenFiles.Own.Count);
        Assert.Equal(86, GoldenFiles.Own.Count(GoldenDeclaration.IsSupported));
    }

    [Fact]
    public void A_case_waits_only_for_a_layer_that_is_missing()
    {
        foreach (GoldenCase pending in GoldenFiles.All.Where(c => !GoldenDeclaration.IsSupported(c)))
        {
            string[] missing = [.. pending.LayerKinds.Where(Awaited.ContainsKey).Select(kind => Awaited[kind]).Where(name => !Exists(name)).Distinct()];
            Assert.True(missing.Length > 0, $"{pending.Name} could be declared: all its layers exist. Teach {nameof(GoldenDeclaration)} to write them.");
        }
    }

    private static bool Exists(string layer) => typeof(LayerAttribute).Assembly.GetType($"ModelGen.{layer}Attribute") is not null;
}
