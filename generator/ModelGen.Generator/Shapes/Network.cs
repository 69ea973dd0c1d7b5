using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Losses;
using ModelGen.Generator.Optimizers;

namespace ModelGen.Generator.Shapes;

/// <summary>A declaration that makes sense: every layer knows what it gets and what it gives.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Layers">In order; the input of each is the output of the one before.</param>
internal sealed record Network(
    string Name,
    Precision Precision,
    int MaxBatch,
    bool InputGradients,
    Shape Input,
    EquatableArray<ShapedLayer> Layers,
    Loss? Loss,
    Optimizer? Optimizer)
{
    /// <summary>The bytes of one number.</summary>
    public int NumberSize => Precision == Precision.Double ? 8 : 4;

    public Shape Output => Layers.Count == 0 ? Input : Layers[Layers.Count - 1].Output;
}

/// <summary>A layer with the shapes of one example before and after it.</summary>
internal sealed record ShapedLayer(Layer Layer, Shape Input, Shape Output);
