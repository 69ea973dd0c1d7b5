using System.Linq;
using Samples.TenRows;
using Xunit;

namespace ModelGen.Tests.Systems;

/// <summary>Ten rows, learnt at once by networks without biases in 20 steps (samples/TenRows).</summary>
[Trait("Category", "Width")]
public sealed class TenRowsTests
{
    private const int Seeds = 20;

    [Fact]
    public void TwoLayersGetAllRowsRightFromEighteenOfTwentyStarts()
    {
        int reached = Enumerable.Range(0, Seeds).Count(seed => TenRowsTraining.FirstPerfectEpoch(new TwoLayers(seed)) is not null);
        Assert.InRange(reached, 18, Seeds);
    }

    [Fact]
    public void OneLayerGetsAllRowsRightFromEighteenOfTwentyStarts()
    {
        int reached = Enumerable.Range(0, Seeds).Count(seed => TenRowsTraining.FirstPerfectEpoch(new OneLayer(seed)) is not null);
        Assert.InRange(reached, 18, Seeds);
    }

    [Fact]
    public void WeightsStartWithinATenth()
    {
        TwoLayers network = new(seed: 7);
        Assert.Equal(2 * 4 + 4 * 1, TwoLayers.ParameterCount);
        Assert.All(network.Parameters.ToArray(), weight => Assert.InRange(weight, -0.1f, 0.1f));
    }
}
