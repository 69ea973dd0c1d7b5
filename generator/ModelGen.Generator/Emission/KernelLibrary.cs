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
    private readonly Dictionary<Kernel, string> _known = new(ByReference.Instance);
    private readonly Dictionary<SourceWriter, string> _names = new(SourceWriter.ByText);
    private readonly KernelNames _kernelNames = new(words);

    /// <summary>The decision for a step.</summary>
    public Kernel this[Step step] => kernels[step];

    /// <summary>Whether a step is run by a kernel.</summary>
    public bool Has(Step step) => kernels.ContainsKey(step);

    /// <summary>The methods of the kernels that have been added; equal code has one.</summary>
    public IReadOnlyDictionary<Kernel, string> Names => _known;

    /// <summary>The name of the method that runs <paramref name="step"/>; its text is added to <paramref name="sources"/> if it is new.</summary>
    public string Add(string program, Step step, List<KernelSource> sources)
    {
        Kernel kernel = this[step];
        if (_known.TryGetValue(kernel, out string? known))
        {
            return known;
        }

        SourceWriter text = Text(kernel);
        if (_names.TryGetValue(text, out string? name))
        {
            text.Dispose();
        }
        else
        {
            name = _kernelNames.Of(program, step, kernel.Step);
            _names[text] = name;
            sources.Add(new KernelSource(text, Placeholder, name));
        }

        _known[kernel] = name;
        return name;
    }

    /// <summary>Gives the texts back, when all files are written.</summary>
    public void Dispose()
    {
        foreach (SourceWriter text in _names.Keys)
        {
            text.Dispose();
        }
    }

    private SourceWriter Text(Kernel kernel)
    {
        SourceWriter writer = new();
        WriteText(writer, kernel, $"{Placeholder}");
        return writer;
    }

    private void WriteText(SourceWriter writer, Kernel kernel, string name)
    {
        if (kernel is ContractKernel { Dots: { } dots } dotProducts)
        {
            using SourceWriter text = new DotKernelEmitter(new SourceWriter(), dotProducts, dots, precision).Whole();
            BlockKernelEmitter.WriteDots(writer, dotProducts, name, precision, checkOverflow, dotProducts.VectorOf, text);
            return;
        }

        if (kernel is RowUpdateKernel { Dots: { } rowDots } rows)
        {
            using SourceWriter text = new RowUpdateKernelEmitter(new SourceWriter(), rows, rowDots, precision).Whole();
            BlockKernelEmitter.WriteDots(writer, rows, name, precision, checkOverflow, rows.Gradient.VectorOf, text);
            return;
        }

        if (kernel is ContractKernel product)
        {
            new ProductKernelEmitter(product, name, precision, checkOverflow).Emit(writer);
            return;
        }

        if (kernel is LoopKernel loops)
        {
            new LoopKernelEmitter(loops, name, precision, checkOverflow).Emit(writer);
            return;
        }

        if (kernel is LaneContractKernel lanes)
        {
            new LaneContractEmitter(lanes, name, precision, checkOverflow).Emit(writer);
            return;
        }

        if (kernel is LaneRegionKernel examples)
        {
            KernelDescription.Write(writer, examples);
            string of = KernelSignature.Of(examples.Step).Parameters(new VectorType(0, precision).Element);
            using SourceWriter text = new LaneRegionEmitter(examples, precision).Emit();
            BlockKernelEmitter.WriteDispatch(
                writer, examples, name, precision, w => $"{name}<{BlockText.TypeOf(w.Type(precision), examples.VectorsOf(w, precision))}>");
            BlockKernelEmitter.WriteText(writer, examples, name, of, precision, checkOverflow, text);
            return;
        }

        if (kernel is RegionKernel region)
        {
            RegionKernelEmitter.Emit(writer, region, name, precision, checkOverflow);
            return;
        }

        KernelSignature signature = KernelSignature.Of(kernel.Step);
        string element = new VectorType(0, precision).Element;
        string returns = signature.Returns is null ? "void" : element;
        string parameters = signature.Parameters(element);
        string give = signature.Returns is null ? "" : "return ";
        List<KernelVariant> variants = KernelVariant.Distinct(VectorWidth.All.Select(w => kernel is RowUpdateKernel apart
            ? OneAfterTheOther(apart, w, name)
            : new KernelVariant(w, [$"{give}{name}{w.Suffix}({signature.Arguments()});"], Body(kernel, w))));
        bool dispatches = variants.Count > 1 || variants[0].Body is null;

        KernelDescription.Write(writer, kernel);
        if (dispatches)
        {
            KernelVariant.WriteDispatch(writer, $"public static {returns} {name}({parameters})", variants);
        }

        foreach (KernelVariant variant in variants.Where(v => v.Body is not null))
        {
            if (dispatches)
            {
                writer.Line();
                WriteScheduleComment(writer, kernel, variant.Width);
            }

            string method = $"{(dispatches ? "private" : "public")} static {returns} {name}{(dispatches ? variant.Width.Suffix : "")}({parameters})";
            KernelMethod.Write(writer, method, variant.Body!, checkOverflow);
            variant.Body!.Dispose();
        }

        if (kernel is RowUpdateKernel parts)
        {
            writer.Line();
            WriteText(writer, parts.Gradient, GradientOf(name));
            writer.Line();
            WriteText(writer, parts.Update, UpdateOf(name));
        }
    }

    private SourceWriter Body(Kernel kernel, VectorWidth width)
    {
        SourceWriter body = new();
        return kernel switch
        {
            RearrangeKernel rearrange => Written(body, () => new RearrangeKernelEmitter(body, rearrange, precision).Emit()),
            GatherKernel gather => Written(body, () => GatherKernelEmitter.Emit(body, gather)),
            ScatterKernel scatter => Written(body, () => GatherKernelEmitter.Emit(body, scatter, precision)),
            _ => throw new System.ArgumentOutOfRangeException(nameof(kernel)),
        };
    }

    private static SourceWriter Written(SourceWriter body, System.Action emit)
    {
        emit();
        return body;
    }

    private static KernelVariant OneAfterTheOther(RowUpdateKernel rows, VectorWidth width, string name) => new(
        width,
        [
            $"{GradientOf(name)}({KernelSignature.Of(rows.Gradient.Step).Arguments()});",
            $"{UpdateOf(name)}({KernelSignature.Of(rows.Update.Step).Arguments()});",
        ],
        null);

    private static string GradientOf(string name) => $"{name}Gradient";

    private static string UpdateOf(string name) => $"{name}Update";

    private static void WriteScheduleComment(SourceWriter writer, Kernel kernel, VectorWidth width)
    {
        string decision = kernel.Describe(width);
        if (decision.Length > 0)
        {
            writer.Line($"// {width.Bits} bits: {decision}.");
        }
    }

    /// <summary>Kernels as objects: comparing their contents costs more than it saves.</summary>
    private sealed class ByReference : IEqualityComparer<Kernel>
    {
        public static ByReference Instance { get; } = new();

        public bool Equals(Kernel x, Kernel y) => ReferenceEquals(x, y);

        public int GetHashCode(Kernel kernel) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(kernel);
    }
}
