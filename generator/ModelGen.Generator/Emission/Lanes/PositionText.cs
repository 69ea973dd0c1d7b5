using ModelGen.Generator.Declarations;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>The numbers of a step as the kernel has them: 1 / positions it computes itself.</summary>
internal static class PositionText
{
    public static string Of(string number, VectorType type) =>
        number == PositionShare.Name ? $"{Literal.Of(1, type.Precision)} / {KernelSize.Positions}" : number;
}
