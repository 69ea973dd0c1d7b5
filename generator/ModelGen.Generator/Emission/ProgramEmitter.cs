using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints the body of a pass: its buffers by name, then a call for each step.</summary>
internal sealed class ProgramEmitter(SourceWriter writer, KernelLibrary kernels, Layouts layouts, Precision precision)
{
    public SourceWriter Writer => writer;

    private readonly VectorType _number = new(0, precision);

    /// <summary>The kernels that the printed programs brought along.</summary>
    public List<KernelSource> KernelSources { get; } = [];

    /// <summary>Whether two steps run the same code.</summary>
    public bool HaveSameKernel(Step a, Step b) => kernels.Has(a) && kernels.Has(b) && ReferenceEquals(kernels[a], kernels[b]);

    /// <summary>Declares the buffers that <paramref name="steps"/> use.</summary>
    /// <param name="place">Where a buffer is: an expression after <c>ref</c>, or null if it is a parameter of the method.</param>
    public void DeclareBuffers(IEnumerable<Step> steps, Func<Value, string?> place)
    {
        MemoryShapes shapes = new(steps, layouts);
        Value[] buffers = [.. steps.Where(s => s is not ScalarStep).SelectMany(s => KernelSignature.Of(s).Buffers).Distinct()];
        (string Declaration, string Comment)[] lines =
        [
            .. buffers.Select(b => (Value: b, Place: b.Role == ValueRole.Constant ? ConstantsEmitter.PlaceOf(b) : place(b))).Where(b => b.Place is not null)
                .Select(b => ($"ref {_number.Element} {b.Value.Name} = ref {b.Place};", shapes.Of(b.Value))),
        ];
        WriteDeclarations(lines);
    }

    private void WriteDeclarations((string Declaration, string Comment)[] lines)
    {
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
    public void Call(string program, IEnumerable<Step> steps)
    {
        foreach (Step step in steps)
        {
            if (step is ScalarStep scalar)
            {
                Array.ForEach([.. scalar.Ops.Cast<MapOp>()], EmitNumber);
                continue;
            }

            if (step is TransposeStep transpose)
            {
                EmitCopy(transpose);
                continue;
            }

            if (step is ByTimeStep { Move: var move })
            {
                ScanText.Move(writer, move);
                continue;
            }

            if (step is ScanStep scan)
            {
                EmitScan(program, scan);
                continue;
            }

            if (step is SliceMeanStep { Value: var part })
            {
                writer.Line($"slice?.Average(ref {part.Name}, {part.Shape.Length});");
                continue;
            }

            if (step is LaneCopyStep copy)
            {
                string way = copy.ToLanes ? "FromRows" : "ToRows";
                writer.Line($"ExampleLanes.{way}(ref {copy.Source.Name}, ref {copy.Copy.Name}, {copy.Copy.Shape.Length}, batch);");
                continue;
            }

            if (step is DropoutMaskStep { Mask: var mask })
            {
                // The rate in double in both precisions: the limit of random numbers is computed from it.
                string rate = Literal.Of(mask.Rate, Precision.Double);
                writer.Line($"DropoutMask.Fill(ref {mask.Result.Name}, draw, {mask.Layer}, {rate}, {mask.Result.Shape.Length}, batch);");
                continue;
            }

            foreach (string formula in KernelDescription.Formulas(step, kernels[step]))
            {
                writer.Line($"// {formula}");
            }

            KernelSignature signature = KernelSignature.Of(step) with { Sizes = kernels[step].Sizes, Rows = PositionRows.Of(step) };
            string call = $"{kernels.Add(program, step, KernelSources)}({signature.ArgumentsWithSizes()});";
            writer.Line(signature.Returns is { } sum ? $"{_number.Element} {sum.Name} = {call}" : call);
        }
    }

    private void EmitScan(string program, ScanStep step)
    {
        foreach (ScanStart start in step.Scan.Starts)
        {
            ScanText.Start(writer, step.Scan, start);
        }

        using (writer.Block(ScanText.Loop(step.Scan)))
        {
            (string Declaration, string Comment)[] slices = [.. step.Slices.Select(s => ($"ref {_number.Element} {s.One.Name} = ref {ScanText.Place(s)};", $"{s.One.Shape}"))];
            WriteDeclarations(slices);
            Call(program, step.Turn);
        }
    }

    /// <summary>The two inner dimensions exchanged, for each place in the outer ones.</summary>
    private void EmitCopy(TransposeStep step)
    {
        Shape source = layouts.InMemory(step.Source);
        int rows = source[source.Rank - 2], columns = source[source.Rank - 1], places = source.Length / (rows * columns);
        if (places == 1)
        {
            writer.Line($"MatrixTranspose.Copy(ref {step.Source.Name}, ref {step.Copy.Name}, {rows}, {columns});");
            return;
        }

        using (writer.Block($"for (nint k = 0; k < {source.Length}; k += {rows * columns})"))
        {
            writer.Line($"MatrixTranspose.Copy({VectorText.At(step.Source.Name, "k")}, {VectorText.At(step.Copy.Name, "k")}, {rows}, {columns});");
        }
    }

    private void EmitNumber(MapOp map) =>
        writer.Line($"{_number.Element} {map.Output.Name} = {ExpressionPrinter.Number(map.Bodies[0].Substitute([.. map.Inputs.Select(i => (Expr)new Scalar(i.Name))]), name => name, precision)};");
}
