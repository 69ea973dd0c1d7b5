using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Passes;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints the body of a pass: its buffers by name, then a call for each step, in a loop where they repeat.</summary>
internal sealed class ProgramEmitter(SourceWriter writer, KernelLibrary kernels, Layouts layouts, Precision precision)
{
    private PassTypes _types = new();

    /// <summary>Where the text goes: the file's passes, or the body of the pass that is being printed.</summary>
    public SourceWriter Writer => writer;

    private readonly VectorType _number = new(0, precision);

    /// <summary>The kernels that the printed programs brought along.</summary>
    public List<KernelSource> KernelSources { get; } = [];

    /// <summary>Whether two steps run the same code.</summary>
    public bool HaveSameKernel(Step a, Step b) => kernels.Has(a) && kernels.Has(b) && ReferenceEquals(kernels[a], kernels[b]);

    /// <summary>Begins a method, which ends when what is returned is disposed of: two methods where its kernels run other blocks on other machines.</summary>
    public IDisposable Method(string signature)
    {
        (SourceWriter outer, PassTypes types) = (writer, _types);
        (writer, _types) = (new SourceWriter(), new PassTypes());
        return new End(() =>
        {
            using SourceWriter body = writer;
            if (_types.IsEmpty)
            {
                using (outer.Block(signature))
                {
                    outer.Lines(body);
                }
            }
            else
            {
                _types.Write(outer, FullNames.In(signature), body);
            }

            (writer, _types) = (outer, types);
        });
    }

    /// <summary>Prints the steps of a pass.</summary>
    /// <param name="place">Where a buffer is; null if it is a parameter of the method.</param>
    /// <param name="between">Prints what stands behind the declarations.</param>
    public void Emit(string program, IEnumerable<Step> steps, Func<Value, TensorPlace?> place, Action? between = null)
    {
        PassPart[] parts = [.. kernels.Passes(layouts).Plan(steps, place)];
        DeclareBuffers(parts.SelectMany(p => p.Steps), place);
        between?.Invoke();
        foreach (PassPart part in parts)
        {
            if (part is PassLoop loop)
            {
                EmitLoop(program, loop);
                continue;
            }

            Call(program, part.Steps);
        }
    }

    /// <summary>Declares the buffers that <paramref name="steps"/> use.</summary>
    /// <param name="place">Where a buffer is; null if it is a parameter of the method.</param>
    public void DeclareBuffers(IEnumerable<Step> steps, Func<Value, TensorPlace?> place)
    {
        MemoryShapes shapes = new(steps, layouts);
        Value[] buffers = [.. steps.Where(s => s is not ScalarStep).SelectMany(s => KernelSignature.Of(s).Buffers).Distinct()];
        (string Text, string Shape)[] declared =
        [
            .. buffers.Select(b => (Value: b, Place: b.Role == ValueRole.Constant ? ConstantsEmitter.PlaceOf(b) : place(b)?.ToString())).Where(b => b.Place is not null)
                .Select(b => ($"{b.Value.Name} = ref {b.Place}", shapes.Of(b.Value))),
        ];
        foreach (string line in TensorDeclarations.Of($"ref {_number.Element}", declared, indentation: 8))
        {
            writer.Line(line);
        }

        if (declared.Length > 0)
        {
            writer.Line();
        }
    }

    /// <summary>Calls the kernel of each step, and computes the numbers between them.</summary>
    public void Call(string program, IEnumerable<Step> steps)
    {
        foreach (Step step in steps)
        {
            Call(program, step, b => $"ref {b.Name}");
        }
    }

    private void EmitLoop(string program, PassLoop loop)
    {
        bool isInPlace = loop.Calls.All(c => c.Strides.All(s => s.Elements == 0));
        writer.Line(isInPlace ? $"// {loop.Turns} times in the same memory:" : $"// {loop.First} … {loop.Last}; the names are those of the first turn:");
        using (writer.Block($"for (nint turn = 0; turn < {loop.Turns}; turn++)"))
        {
            foreach (PassCall call in loop.Calls)
            {
                Dictionary<Value, TensorStride> strides = KernelSignature.Of(call.Step).Buffers.Zip(call.Strides, (b, s) => (b, s)).ToDictionary(p => p.b, p => p.s);
                Call(program, call.Step, b => VectorText.At(b.Name, TurnTimes(strides[b])));
            }
        }
    }

    private static string TurnTimes(TensorStride stride) => stride switch
    {
        { Elements: 0 } => "0",
        { PerExample: true } => $"turn * batch * {stride.Elements}",
        _ => $"turn * {stride.Elements}",
    };

    /// <param name="reference">A tensor as an argument.</param>
    private void Call(string program, Step step, Func<Value, string> reference)
    {
        if (kernels.Has(step))
        {
            foreach (string formula in KernelDescription.Formulas(step, kernels[step]))
            {
                writer.Line($"// {formula}");
            }
        }

        switch (step)
        {
            case ScalarStep scalar:
                Array.ForEach([.. scalar.Ops.Cast<MapOp>()], EmitNumber);
                break;
            case TransposeStep transpose:
                EmitCopy(transpose, reference);
                break;
            case SliceMeanStep { Value: var part }:
                writer.Line($"slice?.Average({reference(part)}, {part.Shape.Length});");
                break;
            case ByTimeStep { Move: var move }:
                ScanText.Move(writer, move);
                break;
            case DelayStep { Delay: var delay }:
                writer.Line($"// {delay.Formula}");
                writer.Line($"DelayLine.Next({reference(delay.Source.Storage)}, {reference(delay.Past)}, {reference(delay.Result)}, {delay.Taps}, {delay.Dilation}, {delay.Features});");
                break;
            case ScanStep scan:
                EmitScan(program, scan);
                break;
            case RegionStep { IsCopy: true }:
                foreach (MapOp copied in step.Ops.Cast<MapOp>())
                {
                    writer.Line($"Block.Copy({reference(copied.Inputs[0].Storage)}, {reference(copied.Output.Overwrites!.Storage)}, {VectorText.Scaled("(int)batch", copied.Output.Shape.Length)});");
                }

                break;
            case LaneCopyStep copy:
                string way = copy.ToLanes ? "FromRows" : "ToRows";
                writer.Line($"ExampleLanes.{way}({reference(copy.Source.Storage)}, {reference(copy.Copy)}, {copy.Copy.Shape.Length}, batch);");
                break;
            case DropoutMaskStep { Mask: var mask }:
                // The rate in double in both precisions: the limit of random numbers is computed from it.
                string rate = Literal.Of(mask.Rate, Precision.Double);
                writer.Line($"DropoutMask.Fill({reference(mask.Result)}, draw, {mask.Layer}, {rate}, {mask.Result.Shape.Length}, batch);");
                break;
            default:
                KernelSignature signature = KernelSignature.Of(step) with { Sizes = kernels[step].Sizes, Rows = PositionRows.Of(step) };
                string call = $"{kernels.Add(program, step, KernelSources).Text(_types.ParameterFor)}({signature.ArgumentsWithSizes(reference)});";
                writer.Line(signature.Returns is { } sum ? $"{_number.Element} {sum.Name} = {call}" : call);
                break;
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
            foreach (TimeSlice slice in step.Slices)
            {
                writer.Line($"ref {_number.Element} {slice.One.Name} = ref {ScanText.Place(slice)};");
            }

            writer.Line();
            Call(program, step.Turn);
        }
    }

    /// <summary>The two inner dimensions exchanged, for each place in the outer ones.</summary>
    private void EmitCopy(TransposeStep step, Func<Value, string> reference)
    {
        Shape source = layouts.InMemory(step.Source);
        int rows = source[source.Rank - 2], columns = source[source.Rank - 1], places = source.Length / (rows * columns);
        writer.Line($"MatrixTranspose.Copy({reference(step.Source.Place)}, {reference(step.Copy)}, {(places == 1 ? "" : $"{places}, ")}{rows}, {columns});");
    }

    private void EmitNumber(MapOp map) =>
        writer.Line($"{_number.Element} {map.Output.Name} = {ExpressionPrinter.Number(map.Bodies[0].Substitute([.. map.Inputs.Select(i => (Expr)new Scalar(i.Name))]), name => name, precision)};");

    private sealed class End(Action write) : IDisposable
    {
        public void Dispose() => write();
    }
}
