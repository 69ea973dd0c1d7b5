using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Emission.Lanes;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Lanes;
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
    private readonly Dictionary<Kernel, string> _known = new(ByReference.Instance), _calls = new(ByReference.Instance);
    private readonly Dictionary<SourceWriter, string> _names = new(SourceWriter.ByText);
    private readonly KernelNames _kernelNames = new(words);

    /// <summary>The decision for a step.</summary>
    public Kernel this[Step step] => kernels[step];

    /// <summary>Whether a step is run by a kernel.</summary>
    public bool Has(Step step) => kernels.ContainsKey(step);

    /// <summary>The methods of the kernels that have been added; equal code has one.</summary>
    public IReadOnlyDictionary<Kernel, string> Names => _known;

    /// <summary>The method that runs <paramref name="step"/>, as a caller writes it; its text is added to <paramref name="sources"/> if it is new.</summary>
    public string Add(string program, Step step, List<KernelSource> sources)
    {
        Kernel kernel = this[step];
        if (_calls.TryGetValue(kernel, out string? known))
        {
            return known;
        }

        SourceWriter text = new();
        string types = WriteText(text, kernel, $"{Placeholder}");
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
        return _calls[kernel] = name + types;
    }

    /// <summary>Gives the texts back, when all files are written.</summary>
    public void Dispose()
    {
        foreach (SourceWriter text in _names.Keys)
        {
            text.Dispose();
        }
    }

    /// <returns>The type arguments that callers write (<see cref="KernelVariant.TypeArguments"/>).</returns>
    private string WriteText(SourceWriter writer, Kernel kernel, string name)
    {
        if (kernel is ContractKernel { Dots: { } dots } dotProducts)
        {
            using SourceWriter text = new DotKernelEmitter(new SourceWriter(), dotProducts, dots, precision).Whole();
            return BlockKernelEmitter.WriteDots(writer, dotProducts, name, precision, checkOverflow, dotProducts.VectorOf, text);
        }

        if (kernel is RowUpdateKernel { Dots: { } rowDots } rows)
        {
            using SourceWriter text = new RowUpdateKernelEmitter(new SourceWriter(), rows, rowDots, precision).Whole();
            return BlockKernelEmitter.WriteDots(writer, rows, name, precision, checkOverflow, rows.Gradient.VectorOf, text);
        }

        if (kernel is ContractKernel product)
        {
            return new ProductKernelEmitter(product, name, precision, checkOverflow).Emit(writer);
        }

        if (kernel is LoopKernel loops)
        {
            return new LoopKernelEmitter(loops, name, precision, checkOverflow).Emit(writer);
        }

        if (kernel is LaneContractKernel lanes)
        {
            new LaneContractEmitter(lanes, name, precision, checkOverflow).Emit(writer);
            return "";
        }

        if (kernel is LaneRegionKernel examples)
        {
            KernelDescription.Write(writer, examples);
            using SourceWriter text = new LaneRegionEmitter(examples, precision).Emit();
            string types = BlockKernelEmitter.WriteDispatch(
                writer, examples, name, precision, w => $"{name}<{BlockText.TypeOf(w.Type(precision), examples.VectorsOf(w, precision))}>");
            BlockKernelEmitter.WriteText(writer, examples, name, Parameters(examples), precision, checkOverflow, text, types.Length > 0);
            return types;
        }

        if (kernel is RegionKernel region)
        {
            return RegionKernelEmitter.Emit(writer, region, name, precision, checkOverflow);
        }

        KernelDescription.Write(writer, kernel);
        if (kernel is RowUpdateKernel apart)
        {
            WriteOneAfterTheOther(writer, apart, name);
            return "";
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
        return "";
    }

    private void WriteOneAfterTheOther(SourceWriter writer, RowUpdateKernel rows, string name)
    {
        using SourceWriter gradient = new(), update = new();
        string gradientTypes = WriteText(gradient, rows.Gradient, $"{name}Gradient"), updateTypes = WriteText(update, rows.Update, $"{name}Update");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"public static void {name}({Parameters(rows)})"))
        {
            writer.Line($"{name}Gradient{gradientTypes}({KernelSignature.Of(rows.Gradient).Arguments()});");
            writer.Line($"{name}Update{updateTypes}({KernelSignature.Of(rows.Update).Arguments()});");
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
