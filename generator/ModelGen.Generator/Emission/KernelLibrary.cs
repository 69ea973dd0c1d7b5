using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>The kernels of a model, each written once: a step that needs the same code as another calls the same method.</summary>
internal sealed class KernelLibrary(Precision precision, Layouts layouts, int maxBatch, bool checkOverflow)
{
    private const string Placeholder = "\u0001";

    private readonly Dictionary<string, string> _names = [];
    private readonly HashSet<string> _taken = [];

    /// <summary>The name of the method that runs <paramref name="step"/>; its text is added to <paramref name="sources"/> if it is new.</summary>
    public string Add(string program, Step step, List<string> sources)
    {
        string text = Text(step);
        if (!_names.TryGetValue(text, out string? name))
        {
            name = NameOf(program, step);
            _names[text] = name;
            sources.Add(text.Replace(Placeholder, name));
        }

        return name;
    }

    /// <summary>The program and what the step is about: the value it stores, if possible without what the program's name says already.</summary>
    private string NameOf(string program, Step step)
    {
        Value subject = step.Stored.FirstOrDefault(v => v.Shape.Rank == 0) ?? step.Stored[0];
        string brief = subject.Name;
        foreach (string ending in new[] { "Next", "Sum", "Gradient", "Logits", "Sums" })
        {
            brief = brief.EndsWith(ending, System.StringComparison.Ordinal) && brief.Length > ending.Length ? brief.Substring(0, brief.Length - ending.Length) : brief;
        }

        IEnumerable<string> names = new[] { brief, subject.Name }.Concat(Enumerable.Range(2, int.MaxValue - 2).Select(n => $"{subject.Name}_{n}"));
        return names.Select(n => program + Identifier.Pascal(n)).First(_taken.Add);
    }

    private string Text(Step step)
    {
        KernelSignature signature = KernelSignature.Of(step);
        string element = new VectorType(0, precision).Element;
        string returns = signature.Returns is null ? "void" : element;
        SourceWriter writer = new();
        MatrixProduct? product = step is ContractStep contract ? MatrixProduct.Of(contract, layouts, maxBatch) : null;
        KernelDescription.Write(writer, step, product, layouts);

        List<(VectorWidth Width, string Body)> variants = Variants(step, product);
        string parameters = signature.Parameters(element);
        if (variants.Count > 1)
        {
            using (writer.Block($"public static {returns} {Placeholder}({parameters})"))
            {
                WriteDispatch(writer, signature, variants);
            }
        }

        foreach ((VectorWidth width, string body) in variants)
        {
            if (variants.Count > 1)
            {
                writer.Line();
            }

            string comment = ScheduleComment(step, product, width);
            if (comment.Length > 0 && variants.Count > 1)
            {
                writer.Line($"// {(width.IsScalar ? "Without vectors" : $"{width.Bits} bits")}: {comment}.");
            }

            writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
            string suffix = variants.Count > 1 ? width.Suffix : "";
            string access = variants.Count > 1 ? "private" : "public";
            using (writer.Block($"{access} static {returns} {Placeholder}{suffix}({parameters})"))
            {
                using (checkOverflow ? writer.Block("unchecked") : null)
                {
                    writer.Line(body.TrimEnd('\n'));
                }
            }
        }

        return writer.ToString();
    }

    /// <summary>The code for each width, widest first; a width whose code is that of the next narrower one is left out.</summary>
    private List<(VectorWidth Width, string Body)> Variants(Step step, MatrixProduct? product)
    {
        List<(VectorWidth Width, string Body)> variants = [];
        foreach (VectorWidth width in VectorWidth.All.Reverse())
        {
            string body = Body(step, product, width);
            if (variants.Count == 0 || variants[variants.Count - 1].Body != body)
            {
                variants.Add((width, body));
            }
        }

        variants.Reverse();
        return variants;
    }

    private static void WriteDispatch(SourceWriter writer, KernelSignature signature, List<(VectorWidth Width, string Body)> variants)
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

    private string Body(Step step, MatrixProduct? product, VectorWidth width)
    {
        SourceWriter body = new();
        IReadOnlyList<string> prologue;
        if (step is RegionStep region)
        {
            RegionKernelEmitter emitter = new(body, region, RegionSchedule.Select(region, width, precision), width, precision);
            emitter.Emit();
            prologue = emitter.Prologue;
        }
        else
        {
            ContractKernelEmitter emitter = ContractSelector.Select(product!, width, precision, maxBatch) switch
            {
                BroadcastSchedule broadcast => new BroadcastKernelEmitter(body, (ContractStep)step, product!, broadcast, precision),
                DotSchedule dot => new DotKernelEmitter(body, (ContractStep)step, product!, dot, precision),
                ContractSchedule other => throw new System.InvalidOperationException($"no emitter for {other.GetType().Name}"),
            };
            emitter.Emit();
            prologue = emitter.Prologue;
        }

        return string.Concat(prologue.Select(line => line + "\n")) + body;
    }

    private string ScheduleComment(Step step, MatrixProduct? product, VectorWidth width) => step is ContractStep && !width.IsScalar
        ? ContractSelector.Select(product!, width, precision, maxBatch).Describe(product!)
        : "";
}
