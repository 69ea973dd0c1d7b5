using System;
using System.Linq;
using System.Text.Json.Nodes;
using Xunit;

namespace ModelGen.Tool.Tests;

public sealed class DiffTests : Workspace
{
    [Fact]
    public void Equal_files_are_equal_whatever_their_metadata_order_and_types()
    {
        string a = Tensors.Write(At("a.safetensors"), new() { ["modelgen.step"] = "1" }, Tensors.Of("x", [2], 1, float.NaN), Tensors.Of("y", [], 0.5f));
        string b = Tensors.Write(At("b.safetensors"), null, ("y", "F64", [], BitConverter.GetBytes(0.5)), Tensors.Of("x", [2], 1, float.NaN));
        Ending ending = Run("diff", a, b);
        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.EndsWith("equal: 2 tensors\n", ending.Output);
        Assert.Contains("equal, F32 → F64", ending.Output);
        Assert.True((bool)Run("diff", a, b, "--json").Json["equal"]!);
    }

    [Fact]
    public void Each_difference_is_named()
    {
        string a = Tensors.Write(At("a.safetensors"), null, Tensors.Of("same", [1], 1), Tensors.Of("moved", [2], 3, 4), Tensors.Of("shaped", [2], 1, 1), Tensors.Of("old", [1], 1), Tensors.Of("lost", [1], 1));
        string b = Tensors.Write(At("b.safetensors"), null, Tensors.Of("same", [1], 1), Tensors.Of("moved", [2], 4, 3), Tensors.Of("shaped", [2, 1], 1, 1), Tensors.Of("lost", [1], float.NaN), Tensors.Of("new", [1], 1));
        Ending ending = Run("diff", a, b, "--json");
        Assert.Equal((1, ""), (ending.ExitCode, ending.Error));
        Assert.False((bool)ending.Json["equal"]!);
        JsonArray tensors = ending.Json["tensors"]!.AsArray();
        Assert.Equal(
            ["same Equal", "moved Different", "shaped Shape", "old OnlyInA", "lost Different", "new OnlyInB"],
            tensors.Select(t => $"{t!["name"]} {t["change"]}"));
        JsonNode moved = tensors[1]!;
        Assert.Equal((2, 1.0, 0.25), ((int)moved["count"]!, (double)moved["maxAbsolute"]!, (double)moved["maxRelative"]!));
        Assert.Equal(24 / 25.0, (double)moved["cosine"]!, 1e-15);
        Assert.Null(tensors[4]!["maxAbsolute"]);

        string table = Run("diff", a, b).Output;
        Assert.All((string[])["(2) → (2, 1)", "only in A", "only in B", "different: 5 of 6 tensors"], text => Assert.Contains(text, table));
    }

    [Fact]
    public void A_tolerance_is_of_the_larger_number_but_at_least_of_1()
    {
        string a = Tensors.Write(At("a.safetensors"), null, Tensors.Of("x", [2], 0.5f, 1000));
        string b = Tensors.Write(At("b.safetensors"), null, Tensors.Of("x", [2], 0.5009765625f, 1000.5f));
        Assert.Equal(1, Run("diff", a, b).ExitCode);
        Assert.Equal(2, (int)Run("diff", a, b, "--tolerance", "1e-4", "--json").Json["tensors"]![0]!["count"]!);
        Assert.Equal(1, (int)Run("diff", a, b, "--tolerance", "0.0006", "--json").Json["tensors"]![0]!["count"]!);
        Assert.Equal(0, Run("diff", a, b, "--tolerance", "0.001").ExitCode);
    }

    [Fact]
    public void Anything_else_is_trouble()
    {
        string a = Tensors.Write(At("a.safetensors"), null, Tensors.Of("x", [1], 1)), damaged = Write("damaged.safetensors", "{}");
        AssertRefused(2, "there is no such file", Run("diff", a, At("missing.safetensors")));
        AssertRefused(2, damaged, Run("diff", a, damaged));
        AssertRefused(2, "Required argument", Run("diff", a));
        AssertRefused(2, "--tolerance must be 0 or more, not -1.", Run("diff", a, a, "--tolerance", "-1"));
        AssertRefused(2, "NaN", Run("diff", a, a, "--tolerance", "NaN"));
        AssertRefused(2, "'much'", Run("diff", a, a, "--tolerance", "much"));
    }
}
