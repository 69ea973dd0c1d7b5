using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Networks;
using ModelGen.Generator.ReferenceForm;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>Methods for loops that several layers have alike, up to their tensors and sizes. What is there once stays where it is.</summary>
internal sealed class ReferenceMethods
{
    // A method for less saves no reading.
    private const int LeastSaved = 6;

    private readonly Dictionary<ReferenceRun, ReferenceMethodCall> _calls = [];
    private readonly List<(string Head, string Body)> _methods = [];
    private readonly HashSet<string> _taken;
    private readonly string _element;
    private readonly TensorWords _words;

    /// <param name="runs">Of all passes, in order, those back through a layer told apart.</param>
    /// <param name="taken">Names of fields and methods beside.</param>
    public ReferenceMethods(IEnumerable<(ReferenceRun Run, bool IsBackward)> runs, TensorWords words, ReferenceTensors tensors, Precision precision, IEnumerable<string> taken)
    {
        _words = words;
        _taken = [.. taken];
        _element = new VectorType(0, precision).Element;
        ReferenceRoles roles = new(words, tensors);
        List<Loops> all = [];
        foreach ((ReferenceRun run, bool isBackward) in runs)
        {
            if (roles.Of(run) is { } form)
            {
                all.Add(new Loops(run, isBackward, form, TextOf(form, precision)));
            }
        }

        foreach (IGrouping<string, Loops> group in all.GroupBy(l => $"{Signature(l.Form)} {l.IsBackward}\n{SizedText.KeyOf(l.Text)}"))
        {
            if (!Share([.. group]))
            {
                foreach (IGrouping<string, Loops> equal in group.GroupBy(l => l.Text))
                {
                    Share([.. equal]);
                }
            }
        }
    }

    /// <summary>The call that stands for the loops; null where they stand themselves.</summary>
    public ReferenceMethodCall? CallOf(ReferenceRun run) => _calls.TryGetValue(run, out ReferenceMethodCall call) ? call : null;

    public void Emit(SourceWriter writer)
    {
        foreach ((string head, string body) in _methods)
        {
            using (writer.Line().Block(head))
            {
                writer.Line(body);
            }
        }
    }

    private bool Share(IReadOnlyList<Loops> equal)
    {
        Loops first = equal[0];
        if (equal.Count < 2 || SizedText.Unite([.. equal.Select(l => l.Text)], _element, first.Form.Tensors.Select(t => t.Name)) is not var (text, sizes))
        {
            return false;
        }

        int lines = text.Count(c => c == '\n') + 1;
        if ((equal.Count * (lines - 1)) - lines - 3 < LeastSaved)
        {
            return true;
        }

        string name = NameOf(first);
        string[] parameters =
        [
            .. first.Form.Tensors.Select(t => $"{(t.IsWritten ? "Span" : "ReadOnlySpan")}<{_element}> {t.Name}"),
            .. sizes.Select(s => $"{s.Type} {s.Name}"),
            .. first.Form.Numbers.Select(n => $"{_element} {n}"),
            .. first.Form.TakesBatch ? ["int batch"] : new string[0],
        ];
        _methods.Add(($"private static void {name}({string.Join(", ", parameters)})", text));
        for (int k = 0; k < equal.Count; k++)
        {
            string[] arguments =
            [
                .. sizes.Select(s => $"{s.Name}: {s.Arguments[k]}"),
                .. first.Form.Numbers,
                .. first.Form.TakesBatch ? ["batch"] : new string[0],
            ];
            _calls[equal[k].Run] = new ReferenceMethodCall(name, [.. equal[k].Form.Tensors.Select(t => t.Tensor)], [.. arguments]);
        }

        return true;
    }

    /// <summary>The layer as it was declared, its window, what is stored where that is not its output, and the direction: <c>Conv2D3x3</c>, <c>DenseBackward</c>.</summary>
    private string NameOf(Loops loops)
    {
        ShapedLayer layer = loops.Run.Layer!;
        ShapedLayer first = loops.IsBackward ? layer : LayerHeadings.Beginning(loops.Run.Nests[0], _words) ?? layer;
        string kinds = KindOf(first.Layer) + (first == layer ? "" : KindOf(layer.Layer));
        string direction = loops.IsBackward ? "Backward" : "";
        string name = $"{kinds}{direction}";
        string longer = $"{kinds}{Identifier.Pascal(loops.Form.Tensors.Last(t => t.IsWritten).Name)}{direction}";
        return new[] { name, longer }.Concat(Enumerable.Range(2, int.MaxValue - 2).Select(n => $"{name}_{n}")).First(_taken.Add);
    }

    private static string KindOf(Layer layer)
    {
        string text = layer.Describe();
        string window = Regex.Match(text, "[0-9]+×[0-9]+").Value.Replace("×", "x");
        string stride = Regex.Match(text, "stride ([0-9]+)") is { Success: true } match ? $"Stride{match.Groups[1].Value}" : "";
        return $"{Regex.Match(text, "^\\w+").Value}{window}{stride}";
    }

    private static string Signature(RoleForm form) =>
        string.Join(", ", form.Tensors.Select(t => (t.IsWritten ? "ref " : "") + t.Name).Concat(form.Numbers)) + (form.TakesBatch ? " batch" : "");

    private static string TextOf(RoleForm form, Precision precision)
    {
        using SourceWriter text = new();
        ReferenceNestEmitter emitter = new(text, form.Pass, new ReferenceTensors(v => v.Order), precision, name => name);
        foreach (ReferenceNest nest in form.Pass.Nests)
        {
            emitter.Emit(nest);
        }

        return text.ToString().TrimEnd('\n');
    }

    private sealed record Loops(ReferenceRun Run, bool IsBackward, RoleForm Form, string Text);
}
