using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Lanes;

public sealed class LanePlanTests
{
    /// <summary>Networks that are planned in rows would pass all of <see cref="LaneNetworkTests"/>.</summary>
    [Fact]
    public void Nearly_all_random_image_networks_have_their_examples_in_the_lanes()
    {
        ImageNetwork[] networks = [.. Enumerable.Range(0, 24).Select(ImageNetwork.Draw)];
        IReadOnlyDictionary<string, ModelSpec> specs = Graphs.Specs(networks.Select(n => n.Declaration));
        ImageNetwork[] inLanes = [.. networks.Where(n => ModelCompiler.Compile(specs[n.Declaration.Name]).Plan.Lanes is not null)];
        Assert.True(inLanes.Length >= 22, string.Join("\n", networks.Except(inLanes).Select(n => n.Declaration)));
        Assert.All(["BatchNorm", "Dropout", "Add", "Concat", "ZeroPad", "Permute", "Upsample"], kind => Assert.Contains(inLanes, n => n.Layers.Any(l => l.StartsWith(kind, StringComparison.Ordinal))));
    }
}
