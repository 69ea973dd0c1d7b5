using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Tests.Oracle;
using ModelGen.Generator.Tests.Shapes;
using ModelGen.Generator.Vectors;
using Shouldly;
using Xunit;
using ElementType = ModelGen.Generator.Declarations.Precision;

namespace ModelGen.Generator.Tests.Lanes;

/// <summary>Decisions on Maps and reductions with examples in the lanes.</summary>
public sealed class LaneRegionTests
{
    private const string Long = "[Model(MaxBatch = 32)] [Input(8, 8, 3)] [Conv2D(16, 3)] [LayerNorm] [ActivationLayer(Activation.Mish)] [ActivationLayer(Activation.Softmax)] "
        + "[Flatten] [Dense(12)] [ActivationLayer(Activation.Gelu)] [ActivationLayer(Activation.Softmax)] [MeanSquaredErrorLoss] [Adam]";

    [Fact]
    public void A_block_is_16_examples()
    {
        LaneRegionKernel kernel = Kernels("[Model(MaxBatch = 32)] [Input(8, 8, 3)] [Conv2D(16, 3)] [BatchNorm] [Flatten] [Dense(3)] [MeanSquaredErrorLoss] [Adam]").First(k => !k.IsFlat);
        VectorWidth.All.Select(w => kernel.VectorsOf(w, ElementType.Single)).ShouldBe([1, 2, 4, 1]);
        VectorWidth.All.Select(w => kernel.VectorsOf(w, ElementType.Double)).ShouldBe([2, 4, 4, 1]);
    }

    /// <summary>A function that the JIT does not inline any more takes many times as long.</summary>
    [Fact]
    public void A_block_is_smaller_where_much_is_computed()
    {
        LaneRegionKernel[] kernels = [.. Kernels(Long)];
        kernels.ShouldContain(k => k.VectorsOf(VectorWidth.All[2], ElementType.Single) < 4);
        foreach (LaneRegionKernel kernel in kernels)
        {
            int operations = Enumerable.Range(0, kernel.Sweeps.Count).Sum(s => EpilogueWork.Of(kernel.MapsOf(s)));
            foreach (VectorWidth width in VectorWidth.All)
            {
                int vectors = kernel.VectorsOf(width, ElementType.Double);
                (vectors * operations).ShouldBeLessThanOrEqualTo(420);
            }
        }
    }

    [Fact]
    public void Costly_results_are_computed_once()
    {
        LaneRegionKernel[] softmaxes = [.. Kernels(Long).Where(k => k.Waiting.Count > 0)];
        softmaxes.Length.ShouldBeGreaterThan(1);
        foreach (LaneRegionKernel kernel in softmaxes)
        {
            IEnumerable<MapOp> computed = Enumerable.Range(0, kernel.Sweeps.Count).SelectMany(kernel.MapsOf);
            computed.Count(m => m.Output == kernel.Waiting[0].Value).ShouldBe(1);
        }
    }

    [Fact]
    public void What_waits_is_alone_in_its_place()
    {
        ImageNetwork[] networks = [.. Enumerable.Range(0, 24).Select(ImageNetwork.Draw)];
        IReadOnlyDictionary<string, ModelSpec> specs = Graphs.Specs(networks.Select(n => n.Declaration));
        LaneRegionKernel[] kernels = [.. networks.SelectMany(n => ModelCompiler.Compile(specs[n.Declaration.Name]).Kernels.Values.OfType<LaneRegionKernel>()), .. Kernels(Long)];
        kernels.Sum(k => k.Waiting.Count).ShouldBeGreaterThan(10);
        foreach (LaneRegionKernel kernel in kernels)
        {
            foreach (WaitingResult waiting in kernel.Waiting)
            {
                kernel.Step.Stored.ShouldContain(waiting.Place);
                kernel.Step.Stored.ShouldNotContain(waiting.Value);
                kernel.Step.Loaded.ShouldNotContain(waiting.Place.Overwrites ?? waiting.Place.Storage);
                waiting.From.ShouldBeLessThan(waiting.Until);
                int written = kernel.Sweeps.ToList().FindIndex(ops => ops.Any(op => op.Outputs.Contains(waiting.Place)));
                waiting.Until.ShouldBeLessThanOrEqualTo(written);
                kernel.Waiting.Where(w => w != waiting && w.Place == waiting.Place && w.From < waiting.Until && waiting.From < w.Until).ShouldBeEmpty();
            }
        }
    }

    private static IEnumerable<LaneRegionKernel> Kernels(string model) => Stages.Compile(model).Kernels.Values.OfType<LaneRegionKernel>();
}
