using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Xunit;

namespace ModelGen.Tool.Tests;

public sealed class InspectTests : Workspace
{
    [Fact]
    public void Json_has_the_numbers_at_a_glance_and_the_metadata()
    {
        string path = Tensors.Write(
            At("net.safetensors"),
            new() { ["modelgen.seed"] = "7", ["format"] = "pt" },
            Tensors.Of("dense1.weight", [2, 2], 1, 2, 3, 4),
            Tensors.Of("dense1.bias", [3], float.NaN, float.PositiveInfinity, -0.5f),
            ("steps", "I64", [], BitConverter.GetBytes(1234567890123L)),
            ("half", "F16", [1], BitConverter.GetBytes((Half)0.25f)),
            ("broken", "F32", [1], Tensors.Bytes(float.NaN)),
            ("complex", "C64", [1], new byte[8]));
        Ending ending = Run("inspect", path, "--json");
        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        JsonNode json = ending.Json;
        Assert.Equal("7", (string)json["metadata"]!["modelgen.seed"]!);
        JsonNode weight = json["tensors"]![0]!, numbers = weight["statistics"]!;
        Assert.Equal(("dense1.weight", "F32"), ((string)weight["name"]!, (string)weight["type"]!));
        Assert.Equal([2, 2], weight["shape"]!.AsArray().Select(e => (int)e!));
        Assert.Equal((4, 1.0, 4.0, 2.5), ((int)numbers["count"]!, (double)numbers["min"]!, (double)numbers["max"]!, (double)numbers["mean"]!));
        Assert.Equal(Math.Sqrt(1.25), (double)numbers["std"]!, 1e-15);
        JsonNode bias = json["tensors"]![1]!["statistics"]!;
        Assert.Equal((1, 1, -0.5, -0.5), ((int)bias["notANumber"]!, (int)bias["infinite"]!, (double)bias["min"]!, (double)bias["mean"]!));
        Assert.Equal(1234567890123, (double)json["tensors"]![2]!["statistics"]!["max"]!);
        Assert.Equal(0.25, (double)json["tensors"]![3]!["statistics"]!["mean"]!);
        Assert.Null(json["tensors"]![4]!["statistics"]!["min"]);
        Assert.Null(json["tensors"]![5]!["statistics"]);
    }

    [Fact]
    public void A_table_shows_them_and_marks_what_is_no_number()
    {
        string path = Tensors.Write(At("net.safetensors"), new() { ["modelgen.seed"] = "7" }, Tensors.Of("a", [2], 1, 3), Tensors.Of("b", [2], 1, float.NaN));
        Ending ending = Run("inspect", path);
        Assert.Equal(["a", "F32", "(2)", "1", "3", "2", "1", "0", "0"], ending.Output.Split('\n').Single(l => l.StartsWith("│ a ")).Trim('│').Split('│').Select(c => c.Trim()));
        Assert.StartsWith("modelgen.seed  7\n", ending.Output);
        Assert.EndsWith("2 tensors, 4 numbers, 16 bytes\n", ending.Output);
        Assert.Contains("\e[91mb", Run(120, true, "inspect", path).Output);
        Assert.All(Run(40, false, "inspect", path).Output.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 40, line));
    }

    /// <summary>Of <c>torch.save({"epoch": 3, "model": …, "optimizer": …})</c>; of numbers that are not in order in the file.</summary>
    [Fact]
    public void Files_of_PyTorch_are_taken_too()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "pytorch", "nested.pt");
        JsonArray tensors = Run("inspect", path, "--json").Json["tensors"]!.AsArray();
        Assert.Equal(
            ["model.dense1.weight", "model.dense1.bias", "model.dense2.weight", "model.dense2.bias", "optimizer.state.0.step"],
            tensors.Select(t => (string)t!["name"]!));
        Assert.Equal([3, 8], tensors[2]!["shape"]!.AsArray().Select(e => (int)e!));
        Assert.Equal((0.0, 11.5), ((double)tensors[2]!["statistics"]!["min"]!, (double)tensors[2]!["statistics"]!["max"]!));
        Assert.Equal((2.0, 8.0), ((double)tensors[3]!["statistics"]!["min"]!, (double)tensors[3]!["statistics"]!["max"]!));
        Assert.Equal(5, (double)tensors[4]!["statistics"]!["mean"]!);
        Assert.Equal(0, Run("diff", path, path).ExitCode);
        AssertRefused(1, "PyTorch 1.6", Run("inspect", Path.Combine(AppContext.BaseDirectory, "pytorch", "legacy.pt")));
    }

    [Fact]
    public void Large_tensors_are_read_in_pieces()
    {
        float[] values = [.. Enumerable.Range(0, 100_001).Select(i => (float)i)];
        JsonNode numbers = Run("inspect", Tensors.Write(At("large.safetensors"), null, Tensors.Of("a", [1], 5), Tensors.Of("b", [values.Length], values)), "--json").Json["tensors"]![1]!["statistics"]!;
        Assert.Equal((0.0, 100_000.0), ((double)numbers["min"]!, (double)numbers["max"]!));
        Assert.Equal(50_000, (double)numbers["mean"]!, 1e-6);
        Assert.Equal(Math.Sqrt(((100_001.0 * 100_001) - 1) / 12), (double)numbers["std"]!, 1e-6);
    }

    [Fact]
    public void The_users_culture_changes_nothing()
    {
        string path = Tensors.Write(At("net.safetensors"), null, Tensors.Of("a", [2], 1.5f, 2000));
        string table = Run("inspect", path).Output, json = Run("inspect", path, "--json").Output;
        CultureInfo before = CultureInfo.CurrentCulture, other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = ",";
        other.NumberFormat.NumberGroupSeparator = ".";
        try
        {
            CultureInfo.CurrentCulture = other;
            Assert.Equal((table, json), (Run("inspect", path).Output, Run("inspect", path, "--json").Output));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_damaged_file_is_a_fault()
    {
        string path = Tensors.Write(At("net.safetensors"), null, Tensors.Of("a", [2], 1, 3));
        byte[] good = File.ReadAllBytes(path);
        foreach (byte[] bytes in (byte[][])[[], good[..5], good[..30], good[..^1], [.. good, 0], [.. good[..8], .. new byte[good.Length - 8]]])
        {
            File.WriteAllBytes(path, bytes);
            AssertRefused(1, $"{path}", Run("inspect", path));
        }
    }

    [Fact]
    public void What_cannot_be_read_is_trouble()
    {
        AssertRefused(2, "there is no such file", Run("inspect", At("missing.safetensors")));
        AssertRefused(2, "this is a folder", Run("inspect", Folder));
        AssertRefused(2, "Required argument", Run("inspect"));
    }
}
