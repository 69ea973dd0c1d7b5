using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints the numbers of an optimizer's step: computed once, in double precision, and handed to the pass.</summary>
internal static class StepScalarEmitter
{
    /// <summary>The numbers that the kernels of <paramref name="steps"/> take, in a fixed order.</summary>
    public static string[] Needed(IEnumerable<Step> steps, EquatableArray<StepScalar> scalars)
    {
        HashSet<string> used = [.. steps.SelectMany(s => s.Ops).OfType<MapOp>().SelectMany(m => m.Bodies).SelectMany(b => b.Descendants()).OfType<Scalar>().Select(s => s.Name)];
        return [.. scalars.Select(s => s.Name).Append(StepScalar.LearningRate).Where(used.Contains)];
    }

    /// <summary>The fields for what is kept between steps.</summary>
    public static void EmitFields(SourceWriter writer, EquatableArray<StepScalar> scalars)
    {
        writer.Line("private long _step;");
        writer.Line();
        foreach (StepScalar kept in scalars.Where(s => s.Initial is not null))
        {
            writer.Line($"private double _{kept.Name} = {Literal.Of(kept.Initial!.Value, Precision.Double)};");
            writer.Line();
        }
    }

    /// <summary>Computes the numbers of this step and returns the arguments for the pass.</summary>
    public static string Emit(SourceWriter writer, string[] needed, EquatableArray<StepScalar> scalars, Precision precision)
    {
        HashSet<string> named = Names(scalars);
        writer.Line(named.Contains(StepScalar.Step) ? "double step = ++_step;" : "_step++;");

        if (named.Contains(StepScalar.LearningRate))
        {
            writer.Line("double learningRate = LearningRate;");
        }

        foreach (StepScalar scalar in scalars)
        {
            string formula = ExpressionPrinter.Number(scalar.Formula, name => scalars.Any(s => s.Name == name && s.Initial is not null) ? "_" + name : name, Precision.Double).Replace("Math.", "~Math.");
            writer.Line(scalar.Initial is not null ? $"_{scalar.Name} = {formula};" : $"double {scalar.Name} = {formula};");
        }

        return string.Concat(needed.Select(name => ", " + (name == StepScalar.LearningRate ? "LearningRate" : precision == Precision.Double ? name : $"(float){name}")));
    }

    private static HashSet<string> Names(EquatableArray<StepScalar> scalars) => [.. scalars.SelectMany(s => s.Formula.Descendants()).OfType<Scalar>().Select(s => s.Name)];
}
