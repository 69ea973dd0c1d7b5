using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Emission.Lanes;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Kernels.Passes;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>The kernels of a model, each written once: a step that needs the same code as another calls the same method.</summary>
internal sealed class KernelLibrary(IReadOnlyDictionary<Step, Kernel> kernels, TensorWords words, Precision precision, bool checkOverflow) : System.IDisposable
{
    // Stands for the name in the text of a kernel, which is its key.
    private const char Placeholder = '\u0001';

    // Steps that are equal share their kernel, and kernels with equal code their name.
    private readonly Dictionary<Kernel, string> _known = new(ByReference.Instance);
    private readonly Dictionary<Kernel, KernelCall> _calls = new(ByReference.Instance);
    private readonly Dictionary<SourceWriter, string> _names = new(SourceWriter.ByText);
    private readonly KernelNames _kernelNames = new(words);

    /// <summary>The decision for a step.</summary>
    public Kernel this[Step step] => kernels[step];

    /// <summary>What decides on the loops of passes.</summary>
    public PassPlanner Passes(Layouts layouts) => new(kernels, words, layouts);

    /// <summary>Whether a step is run by a kernel.</summary>
    public bool Has(Step step) => kernels.ContainsKey(step);

    /// <summary>The methods of the kernels that have been added; equal code has one.</summary>
    public IReadOnlyDictionary<Kernel, string> Names => _known;

    /// <summary>The method that runs <paramref name="step"/>; its text is added to <paramref name="sources"/> if it is new.</summary>
    public KernelCall Add(string program, Step step, List<KernelSource> sources)
    {
        Kernel kernel = this[step];
        if (_calls.TryGetValue(kernel, out KernelCall? known))
        {
            return known;
        }

        SourceWriter text = new();
        KernelCall call = WriteText(text, kernel, $"{Placeholder}");
        if (_names.TryGetValue(text, out string? name))
        {
            text.Dispose();
        }
        else
        {
            name = _kernelNames.Of(program, step, kernel);
            _names[text] = name;
            sources.Add(new KernelSource(text, Placeholder, name));
        }

        _known[kernel] = name;
        return _calls[kernel] = call with { Name = name };
    }

    /// <summary>Gives the texts back, when all files are written.</summary>
    public void Dispose()
    {
        foreach (SourceWriter text in _names.Keys)
        {
            text.Dispose();
        }
    }

    /// <param name="asks">Whether the method asks what the machine has: its caller knows nothing of blocks.</param>
    /// <returns>The call.</returns>
    private KernelCall WriteText(SourceWriter writer, Kernel kernel, string name, bool asks = false)
    {
        if (kernel is ContractKernel { Dots: { } dots } dotProducts)
        {
            using SourceWriter text = new DotKernelEmitter(new SourceWriter(), dotProducts, dots, precision).Whole();
            return BlockKernelEmitter.WriteDots(writer, dotProducts, name, precision, checkOverflow, asks, dotProducts.VectorOf, text);
        }

        if (kernel is RowUpdateKernel { Dots: { } rowDots } rows)
        {
            using SourceWriter text = new RowUpdateKernelEmitter(new SourceWriter(), rows, rowDots, precision).Whole();
            return BlockKernelEmitter.WriteDots(writer, rows, name, precision, checkOverflow, asks, rows.Gradient.VectorOf, text);
        }

        if (kernel is ContractKernel product)
        {
            return new ProductKernelEmitter(product, name, precision, checkOverflow, asks).Emit(writer);
        }

        if (kernel is LoopKernel loops)
        {
            return new LoopKernelEmitter(loops, name, precision, checkOverflow, asks).Emit(writer);
        }

        if (kernel is LaneContractKernel lanes)
        {
            return new LaneContractEmitter(lanes, name, precision, checkOverflow).Emit(writer);
        }

        if (kernel is LaneRegionKernel examples)
        {
            KernelDescription.Write(writer, examples);
            using SourceWriter text = new LaneRegionEmitter(examples, precision).Emit();
            MachineType type = MachineType.Block(w => BlockText.TypeOf(w.Type(precision), examples.VectorsOf(w, precision)), new VectorType(0, precision).Element);
            KernelCall call = BlockKernelEmitter.WriteDispatch(writer, examples, name, precision, asks, _ => (name, [type]));
            BlockKernelEmitter.WriteText(writer, examples, name, Parameters(examples), precision, checkOverflow, text, call.Types.Count > 0);
            return call;
        }

        if (kernel is RegionKernel region)
        {
            return RegionKernelEmitter.Emit(writer, region, name, precision, checkOverflow, asks);
        }

        KernelDescription.Write(writer, kernel);
        if (kernel is RowUpdateKernel apart)
        {
            WriteOneAfterTheOther(writer, apart, name);
            return new KernelCall(name, []);
        }

        using SourceWriter body = new();
        switch (kernel)
        {
            case RearrangeKernel rearrange:
                new RearrangeKernelEmitter(body, rearrange, precision).Emit();
                break;
            case GatherKernel gather:
                GatherKernelEmitter.Emit(body, gather);
                break;
            case ScatterKernel scatter:
                GatherKernelEmitter.Emit(body, scatter, precision);
                break;
            default:
                throw new System.ArgumentOutOfRangeException(nameof(kernel));
        }

        KernelMethod.Write(writer, $"public static void {name}({Parameters(kernel)})", body, checkOverflow);
        return new KernelCall(name, []);
    }

    private void WriteOneAfterTheOther(SourceWriter writer, RowUpdateKernel rows, string name)
    {
        using SourceWriter gradient = new(), update = new();
        WriteText(gradient, rows.Gradient, $"{name}Gradient", asks: true);
        WriteText(update, rows.Update, $"{name}Update", asks: true);
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"public static void {name}({Parameters(rows)})"))
        {
            writer.Line($"{name}Gradient({KernelSignature.Of(rows.Gradient).Arguments()});");
            writer.Line($"{name}Update({KernelSignature.Of(rows.Update).Arguments()});");
        }

        foreach (SourceWriter part in new[] { gradient, update })
        {
            writer.Line();
            writer.Lines(part);
        }
    }

    private string Parameters(Kernel kernel) => KernelSignature.Of(kernel).Parameters(new VectorType(0, precision).Element);

    /// <summary>Kernels as objects: comparing their contents costs more than it saves.</summary>
    private sealed class ByReference : IEqualityComparer<Kernel>
    {
        public static ByReference Instance { get; } = new();

        public bool Equals(Kernel x, Kernel y) => ReferenceEquals(x, y);

        public int GetHashCode(Kernel kernel) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(kernel);
    }
}
