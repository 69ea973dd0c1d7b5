using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Kernels;

/// <summary>How many operations an epilogue has; a function counts as those that it is made of.</summary>
internal static class EpilogueWork
{
    private const int OfFunction = 20;

    public static int Of(IEnumerable<MapOp> maps) => maps.SelectMany(m => m.Bodies).SelectMany(b => b.Descendants()).Sum(Of);

    private static int Of(Expr e) => e switch
    {
        Unary { Op: UnaryOp.Exp or UnaryOp.Log or UnaryOp.Tanh or UnaryOp.Sigmoid or UnaryOp.Softplus or UnaryOp.Erf or UnaryOp.Sin or UnaryOp.Cos }
            or Binary { Op: BinaryOp.Power } => OfFunction,
        Unary or Binary or Select => 1,
        _ => 0,
    };
}
