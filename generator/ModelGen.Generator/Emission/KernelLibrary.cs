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
        KernelSignature signature = KernelSignature.Of(kernel.Step);
        string element = new VectorType(0, precision).Element;
        string returns = signature.Returns is null ? "void" : element;
        string parameters = signature.Parameters(element);
        List<(VectorWidth Width, SourceWriter Body)> variants = Variants(kernel);
        bool dispatches = variants.Count > 1;

        SourceWriter writer = new();
        KernelDescription.Write(writer, kernel);
        if (dispatches)
        {
            using (writer.Block($"public static {returns} {Placeholder}({parameters})"))
            {
                WriteDispatch(writer, signature, variants);
            }
        }

        foreach ((VectorWidth width, SourceWriter body) in variants)
        {
            if (dispatches)
            {
                writer.Line();
                WriteScheduleComment(writer, kernel, width);
            }

            writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
            using (writer.Block($"{(dispatches ? "private" : "public")} static {returns} {Placeholder}{(dispatches ? width.Suffix : "")}({parameters})"))
            {
                using (checkOverflow ? writer.Block("unchecked") : null)
                {
                    writer.Lines(body);
                }
            }

            body.Dispose();
        }

        return writer;
    }

    /// <summary>The code for each width, widest first; a width whose code is that of the next narrower one is left out.</summary>
    private List<(VectorWidth Width, SourceWriter Body)> Variants(Kernel kernel)
    {
        List<(VectorWidth Width, SourceWriter Body)> variants = [];
        foreach (VectorWidth width in VectorWidth.All.Reverse())
        {
            SourceWriter body = Body(kernel, width);
            if (variants.Count > 0 && body.HasTextOf(variants[variants.Count - 1].Body))
            {
                body.Dispose();
                continue;
            }

            variants.Add((width, body));
        }

        variants.Reverse();
        return variants;
    }

    private SourceWriter Body(Kernel kernel, VectorWidth width)
    {
        SourceWriter body = new();
        IReadOnlyList<string> prologue = kernel switch
        {
            ContractKernel contract => Body(contract, contract.Schedule(width), body),
            LoopKernel loops => Body(new LoopKernelEmitter(body, loops, loops.Schedule(width), precision)),
            RowUpdateKernel rows => Body(rows, width, body),
            RearrangeKernel rearrange => Body(rearrange, body),
            GatherKernel gather => Written(() => GatherKernelEmitter.Emit(body, gather)),
            ScatterKernel scatter => Written(() => GatherKernelEmitter.Emit(body, scatter, precision)),
            LaneContractKernel lanes => LaneContractEmitter.Emit(body, lanes, width, precision),
            LaneRegionKernel lanes => LaneRegionEmitter.Emit(body, lanes, width.Type(precision)),
            RegionKernel region => RegionKernelEmitter.Emit(body, region, region.Schedule(width), width, precision),
            _ => throw new System.ArgumentOutOfRangeException(nameof(kernel)),
        };
        if (prologue.Count == 0)
        {
            return body;
        }

        SourceWriter whole = new();
        foreach (string line in prologue)
        {
            whole.Line(line);
        }

        using (body)
        {
            whole.Lines(body);
        }

        return whole;
    }

    private IReadOnlyList<string> Body(ContractKernel kernel, ContractSchedule schedule, SourceWriter body)
    {
        ContractKernelEmitter emitter = schedule switch
        {
            BroadcastSchedule broadcast => new BroadcastKernelEmitter(body, kernel, broadcast, precision),
            DotSchedule dot => new DotKernelEmitter(body, kernel, dot, precision),
            _ => throw new System.ArgumentOutOfRangeException(nameof(schedule)),
        };
        return Body(emitter);
    }

    private static IReadOnlyList<string> Body(ContractKernelEmitter emitter)
    {
        emitter.Emit();
        return emitter.Prologue;
    }

    private static IReadOnlyList<string> Written(System.Action emit)
    {
        emit();
        return [];
    }

    private IReadOnlyList<string> Body(RearrangeKernel kernel, SourceWriter body)
    {
        new RearrangeKernelEmitter(body, kernel, precision).Emit();
        return [];
    }

    private IReadOnlyList<string> Body(RowUpdateKernel kernel, VectorWidth width, SourceWriter body)
    {
        if (kernel.Schedule(width) is { } schedule)
        {
            RowUpdateKernelEmitter emitter = new(body, kernel, schedule, precision);
            emitter.Emit();
            return emitter.Prologue;
        }

        // One after the other, each with names of its own.
        using (body.Block(""))
        {
            using SourceWriter gradient = Body(kernel.Gradient, width);
            body.Lines(gradient);
        }

        using (body.Block(""))
        {
            using SourceWriter update = Body(kernel.Update, width);
            body.Lines(update);
        }

        return [];
    }

    private static void WriteDispatch(SourceWriter writer, KernelSignature signature, List<(VectorWidth Width, SourceWriter Body)> variants)
    {
        string give = signature.Returns is null ? "" : "return ";
        for (int i = 0; i < variants.Count; i++)
        {
            VectorWidth width = variants[i].Width;
            string condition = i == variants.Count - 1 ? "else" : $"{(i == 0 ? "" : "else ")}if (Vector{width.Bits}.IsHardwareAccelerated)";
            using (writer.Block(condition))
            {
                writer.Line($"{give}{Placeholder}{width.Suffix}({signature.Arguments()});");
            }
        }
    }

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
