using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ModelGen.Generator.Tests.Harness;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Documents;

/// <summary>
/// Stages of the generator use only stages before them, in the order of its README: so there is no cycle.
/// </summary>
public sealed class StageOrderTests
{
    private const string InGraph = "namespace ModelGen.Generator.Graph;\n";

    private static readonly string Folder = RepositoryFiles.Path("generator", "ModelGen.Generator");

    /// <summary>The numbered list under «The order of the stages».</summary>
    private static readonly string[] Stages =
    [
        .. RepositoryFiles.Read("generator/README.md").Split("\n## ")
            .Single(section => section.StartsWith("The order of the stages\n", StringComparison.Ordinal)).Split('\n')
            .Select(line => Regex.Match(line, @"^\d+\. `(\w+)`")).Where(match => match.Success).Select(match => match.Groups[1].Value),
    ];

    [Fact]
    public void Stages_use_only_stages_before_them()
    {
        string[] faults = [.. new StageOrder(Stages, Sources()).Faults()];
        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    [Fact]
    public void Every_stage_has_its_folder() => Stages.Where(stage => !Directory.Exists(Path.Combine(Folder, stage))).ShouldBeEmpty();

    [Theory]
    [InlineData("using ModelGen.Generator.Kernels;", "(1): Graph uses Kernels, a later stage.")]
    [InlineData("using ModelGen.Generator.Kernels.Lanes;", "(1): Graph uses Kernels, a later stage.")]
    [InlineData("using static ModelGen.Generator.Kernels.Kernel;", "(1): Graph uses Kernels, a later stage.")]
    [InlineData("using Code = ModelGen.Generator.Kernels.Kernel;", "(1): Graph uses Kernels, a later stage.")]
    [InlineData(InGraph + "using Kernels;", "(2): Graph uses Kernels, a later stage.")]
    [InlineData(InGraph + "class Op { Kernels.Kernel? k; }", "(2): Graph uses Kernels, a later stage.")]
    [InlineData(InGraph + "class Op { int k = Kernels.Lanes.Body.Length; }", "(2): Graph uses Kernels, a later stage.")]
    [InlineData(InGraph + "class Op { string k = $\"{Generator.Kernels.Kernel.Name}\"; }", "(2): Graph uses Kernels, a later stage.")]
    [InlineData(InGraph + "class Op { ModelCompiler c = new(); }", "(2): Graph uses ModelCompiler, which stands above all stages.")]
    [InlineData("namespace ModelGen.Generator.Common;", ": namespace ModelGen.Generator.Common in the folder of ModelGen.Generator.Graph.")]
    [InlineData("using ModelGen.Generator.Common;\n" + InGraph + "class Op { int[] Kernels = []; int k => Kernels.Length; }", null)]
    public void A_use_of_a_later_stage_is_found(string text, string? fault) =>
        new StageOrder(["Common", "Graph", "Kernels"],
        [
            ("ModelCompiler.cs", "namespace ModelGen.Generator; class ModelCompiler { Kernels.Kernel? k; }"),
            ("Graph/Op.cs", text),
            ("Kernels/Kernel.cs", "using ModelGen.Generator.Graph; namespace ModelGen.Generator.Kernels; class Kernel;"),
            ("Kernels/Lanes/Body.cs", "namespace ModelGen.Generator.Kernels.Lanes; class Body;"),
        ]).Faults().ShouldBe(fault is null ? [] : [$"Graph/Op.cs{fault}"]);

    [Fact]
    public void A_folder_that_is_not_listed_is_found() =>
        new StageOrder(["Common"], [("Tiles/Tile.cs", "namespace ModelGen.Generator.Tiles;")]).Faults()
            .ShouldBe(["Tiles/Tile.cs: Tiles is no stage of the list."]);

    private static IEnumerable<(string Path, string Text)> Sources() => Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
        .Where(path => path.Split('/')[0] is not ("bin" or "obj"))
        .Select(path => (path, File.ReadAllText(Path.Combine(Folder, path))));
}
