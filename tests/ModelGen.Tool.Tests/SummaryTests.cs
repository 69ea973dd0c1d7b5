using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Xunit;

namespace ModelGen.Tool.Tests;

public sealed class SummaryTests : Workspace
{
    [Fact]
    public void A_table_shows_layers_and_costs()
    {
        Ending ending = Run("summary", Write("Small.cs", Networks.Small));
        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        string[] lines = ending.Output.Split('\n');
        Assert.Equal($"Games.Small  {At("Small.cs")}:11", lines[0]);
        Assert.Equal(["dense1", "Dense(3, tanh)", "(3)", "9", "18", "36"], Cells(lines.Single(l => l.Contains("dense1"))));
        Assert.Equal(["total", "", "", "17", "32", "68"], Cells(lines.Single(l => l.Contains("total"))));
        Assert.Contains("Loss: SoftmaxCrossEntropyLoss. Optimizer: Adam.", lines);
        Assert.Contains("Memory: parameters 68 bytes (single precision), training ", ending.Output);
    }

    [Fact]
    public void Json_has_every_layer_with_its_settings()
    {
        Ending ending = Run("summary", Write("Two.cs", Networks.Two), "--json");
        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        JsonArray models = ending.Json["models"]!.AsArray();
        Assert.Equal(["Games.Small", "Games.Branched"], models.Select(m => (string)m!["type"]!));
        JsonNode branched = models[1]!;
        Assert.Equal("Double", (string)branched["precision"]!);
        Assert.Equal(0, (long)branched["memory"]!["training"]!);
        Assert.Equal(["picture", "conv1", "activation1", "add1", "flatten1", "dense1"], branched["layers"]!.AsArray().Select(l => (string)l!["name"]!));
        JsonNode convolution = branched["layers"]![1]!;
        Assert.Equal((20, 160), ((int)convolution["parameters"]!, (int)convolution["bytes"]!));
        Assert.Equal([8, 8, 2], convolution["outputShape"]!.AsArray().Select(e => (int)e!));
        Assert.Equal(1, (int)convolution["settings"]!["PaddingTop"]!);
        Assert.Equal(["activation1", "conv1"], branched["layers"]![3]!["inputs"]!.AsArray().Select(e => (string)e!));
    }

    [Fact]
    public void A_name_picks_one_of_several_models()
    {
        string path = Write("Two.cs", Networks.Two);
        Assert.Equal(["Small"], Run("summary", path, "--json", "--model", "Small").Json["models"]!.AsArray().Select(m => (string)m!["name"]!));
        Assert.Equal(["Branched"], Run("summary", path, "--json", "--model", "Games.Branched").Json["models"]!.AsArray().Select(m => (string)m!["name"]!));
        AssertRefused(2, "there is no model 'Large'; there are Games.Small, Games.Branched.", Run("summary", path, "--model", "Large"));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(45)]
    [InlineData(80)]
    public void A_narrow_terminal_gets_short_lines(int width)
    {
        Ending ending = Run(width, false, "summary", Write("Small.cs", Networks.Small), "--model", "Small");
        Assert.All(ending.Output.Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, line));
        Assert.Contains("Dense(3, tanh)", ending.Output);
        Assert.Equal(width < 80, !ending.Output.Contains("Parameters"));
    }

    [Fact]
    public void Colours_are_written_only_where_they_may_be()
    {
        string path = Write("Small.cs", Networks.Small);
        Assert.Contains('\e', Run(100, true, "summary", path).Output);
        Assert.DoesNotContain('\e', Run(100, false, "summary", path).Output);
        Assert.DoesNotContain('\e', Run("summary", path).Output);
    }

    [Fact]
    public void One_file_of_a_project_is_enough()
    {
        Ending ending = Run("summary", Write("Excerpt.cs", Networks.Excerpt));
        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.Contains("Dense(3)", ending.Output);
    }

    [Fact]
    public void A_folder_stands_for_its_files_but_not_for_what_is_built()
    {
        Write(Path.Combine("source", "Small.cs"), Networks.Small);
        Write(Path.Combine("source", "Excerpt.cs"), Networks.Excerpt);
        Write(Path.Combine("source", "obj", "Wide.cs"), Networks.TooWide);
        Assert.Equal(["Excerpt", "Small"], Run("summary", At("source"), "--json").Json["models"]!.AsArray().Select(m => (string)m!["name"]!));
        Directory.CreateDirectory(At("empty"));
        AssertRefused(2, "there are no C# files in this folder", Run("summary", At("empty")));
    }

    [Fact]
    public void A_constant_in_another_file_is_found_when_both_are_given()
    {
        string model = Write("Sized.cs", Networks.Small.Replace("[Dense(2)]", "[Dense(Sizes.Kinds)]")), sizes = Write("Sizes.cs", "namespace Games; static class Sizes { public const int Kinds = 2; }");
        Assert.Equal(0, Run("summary", model, sizes).ExitCode);
        AssertRefused(1, $"{model}(8,8): error CS0103: ", Run("summary", model));
    }

    [Fact]
    public void A_fault_is_reported_as_a_compiler_does_and_other_models_are_shown()
    {
        string wide = Write("TooWide.cs", Networks.TooWide);
        AssertRefused(1, $"{wide}(7,2): error MG0", Run("summary", wide));
        Ending both = Run("summary", wide, Write("Small.cs", Networks.Small));
        Assert.Equal(1, both.ExitCode);
        Assert.Contains("dense1", both.Output);
        Assert.DoesNotContain("conv1", both.Output);
        Ending small = Run("summary", wide, At("Small.cs"), "--model", "Small");
        Assert.Equal((0, ""), (small.ExitCode, small.Error));
    }

    [Fact]
    public void A_warning_is_reported_and_no_fault()
    {
        Ending ending = Run("summary", Write("Fast.cs", Networks.Small.Replace("[Adam]", "[Adam(LearningRate = 5)]")));
        Assert.Equal(0, ending.ExitCode);
        Assert.Contains("Fast.cs(10,2): warning MG0", ending.Error);
    }

    [Theory]
    [InlineData("[Dens(2)]", "error CS0246")]
    [InlineData("[Dense(2, Unitz = 3)]", "error CS0246")]
    [InlineData("[Dense(2)", "error CS1003")]
    public void An_attribute_that_does_not_compile_is_a_fault(string attribute, string error) =>
        AssertRefused(1, error, Run("summary", Write("Wrong.cs", Networks.Small.Replace("[Dense(2)]", attribute))));

    [Fact]
    public void A_file_without_model_is_a_fault()
    {
        AssertRefused(1, "there is no class with [Model]", Run("summary", Write("None.cs", "class None;")));
        AssertRefused(1, "error CS0246", Run("summary", Write("NoUsing.cs", Networks.Small.Replace("using ModelGen;", ""))));
    }

    [Fact]
    public void What_cannot_be_read_is_trouble()
    {
        AssertRefused(2, "there is no such file or folder", Run("summary", At("Missing.cs")));
        File.WriteAllBytes(At("Binary.cs"), [0, 0, 0, 0, 1, 2, 3, 0, 0, 0, 0]);
        AssertRefused(2, "binary", Run("summary", At("Binary.cs")));
    }

    private static string[] Cells(string row) => [.. row.Trim('│').Split('│').Select(c => c.Trim())];
}
