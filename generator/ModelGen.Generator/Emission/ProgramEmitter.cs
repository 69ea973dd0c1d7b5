using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission;

/// <summary>Prints the body of a pass: its buffers by name, then a call for each step.</summary>
internal sealed class ProgramEmitter(SourceWriter writer, KernelLibrary kernels, Layouts layouts, Precision precision)
{
    private readonly VectorType _number = new(0, precision);

    /// <summary>The kernels that the printed programs brought along.</summary>
    public List<string> KernelSources { get; } = [];

    /// <summary>Declares the buffers that <paramref name="steps"/> use.</summary>
    /// <param name="place">Where a buffer is: an expression after <c>ref</c>, or null if it is a parameter of the method.</param>
    public void DeclareBuffers(IEnumerable<Step> steps, Func<Value, string?> place)
    {
        Value[] buffers = [.. steps.Where(s => s is not ScalarStep).SelectMany(s => KernelSignature.Of(s).Buffers).Distinct()];
        (string Declaration, string Comment)[] lines =
        [
            .. buffers.Select(b => (Value: b, Place: place(b))).Where(b => b.Place is not null)
                .Select(b => ($"ref {_number.Element} {b.Value.Name} = ref {b.Place};", $"{layouts.InMemory(b.Value)}")),
        ];
        int width = lines.Select(l => l.Declaration.Length).DefaultIfEmpty(0).Max();
        foreach ((string declaration, string comment) in lines)
        {
            writer.Line($"{declaration.PadRight(width)} // {comment}");
        }

        if (lines.Length > 0)
        {
            writer.Line();
        }
    }

    /// <summary>Calls the kernel of each step, and computes the numbers between them.</summary>
    /// <param name="accumulate">Whether a kernel's sum is added to a local that is there already.</param>
    public void Call(string program, IEnumerable<Step> steps, bool accumulate = false)
    {
        foreach (Step step in steps)
        {
            if (step is ScalarStep scalar)
            {
                Array.ForEach([.. scalar.Ops.Cast<MapOp>()], EmitNumber);
                continue;
            }

            KernelSignature signature = KernelSignature.Of(step);
            string call = $"Kernels.{kernels.Add(program, step, KernelSources)}({signature.Arguments()});";
            writer.Line(signature.Returns is { } sum ? $"{(accumulate ? "" : $"{_number.Element} ")}{sum.Name} {(accumulate ? "+=" : "=")} {call}" : call);
        }
    }

    /// <summary>Whether a step's formulas name the scalar.</summary>
    public static bool Uses(IEnumerable<Step> steps, string scalar) => steps.SelectMany(s => s.Ops).OfType<MapOp>()
        .SelectMany(m => m.Bodies).SelectMany(b => b.Descendants()).OfType<Scalar>().Any(s => s.Name == scalar);

    /// <summary>The numbers of an optimizer's step, computed in double precision.</summary>
    public void EmitStepScalars(IEnumerable<Step> steps, EquatableArray<StepScalar> scalars)
    {
        Step[] all = [.. steps];
        HashSet<string> inKernels = [.. scalars.Select(s => s.Name).Append(StepScalar.LearningRate).Where(name => Uses(all, name))];
        HashSet<string> inFormulas = [.. scalars.SelectMany(s => s.Formula.Descendants()).OfType<Scalar>().Select(s => s.Name)];
        bool counts = inFormulas.Contains(StepScalar.Step);
        if (counts)
        {
            writer.Line("double step = ++_step;");
        }

        bool isDouble = precision == Precision.Double;
        if (inFormulas.Contains(StepScalar.LearningRate))
        {
            writer.Line("double rate = LearningRate;");
        }

        foreach (StepScalar scalar in scalars)
        {
            string formula = Text(scalar.Formula, name => name == StepScalar.LearningRate ? "rate" : scalars.Any(s => s.Name == name && s.Initial is not null) ? "_" + name : name == StepScalar.Step ? name : name + (inKernels.Contains(name) && !isDouble ? "Exact" : ""), Precision.Double);
            bool kernel = inKernels.Contains(scalar.Name);
            writer.Line(scalar.Initial is not null ? $"_{scalar.Name} = {formula};"
                : kernel && !isDouble && inFormulas.Contains(scalar.Name) ? $"double {scalar.Name}Exact = {formula};\nfloat {scalar.Name} = (float){scalar.Name}Exact;"
                : kernel && !isDouble ? $"float {scalar.Name} = (float)({formula});"
                : $"double {scalar.Name} = {formula};");
        }

        if (inKernels.Contains(StepScalar.LearningRate))
        {
            writer.Line($"{_number.Element} {StepScalar.LearningRate} = LearningRate;");
        }
    }

    private void EmitNumber(MapOp map) =>
        writer.Line($"{_number.Element} {map.Output.Name} = {Text(map.Bodies[0].Substitute([.. map.Inputs.Select(i => (Expr)new Scalar(i.Name))]), name => name, precision)};");

    private static string Text(Expr formula, Func<string, string> names, Precision precision) => new ExpressionPrinter(
        new VectorType(0, precision),
        _ => throw new InvalidOperationException("a number of a step has no inputs"),
        names,
        () => throw new InvalidOperationException("a number of a step has no position"),
        text => text).Print(formula);
}
