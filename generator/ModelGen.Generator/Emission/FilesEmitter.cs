using System;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints what files need of a model; reading and writing are the library's.</summary>
internal static class FilesEmitter
{
    /// <summary>Load and TryLoad. Save and Restore are extension methods.</summary>
    public static void Emit(EmissionContext context, SourceWriter writer)
    {
        string self = context.Self, types = $"<{self}, {context.T}>";
        foreach ((string parameter, string what, string faults) in new[]
        {
            ("string path", "a safetensors file", "The file is damaged, or not of this model."),
            ("~Stream stream", "a stream at the start of a safetensors file", "What it holds is damaged, or not of this model."),
        })
        {
            string name = parameter.Substring(parameter.IndexOf(' ') + 1);
            writer.Line(
                $$"""

                /// <summary>A new model with the parameters of {{what}}.</summary>
                /// <exception cref="~ModelFileException">{{faults}}</exception>
                {{EmissionContext.GeneratedCode}}
                public static {{self}} Load({{parameter}}, ~LoadOptions? options = null) =>
                    ~ModelFile.Load{{types}}({{name}}, options);

                /// <summary>The same, without an exception if there is none that this model can use.</summary>
                {{EmissionContext.GeneratedCode}}
                public static bool TryLoad({{parameter}}, [~NotNullWhen(true)] out {{self}}? model, ~LoadOptions? options = null) =>
                    ~ModelFile.TryLoad{{types}}({{name}}, out model, options);
                """);
        }
    }

    /// <summary>What the optimizer remembers, for files that hold it.</summary>
    public static void EmitMemory(EmissionContext context, SourceWriter writer)
    {
        string t = context.T, memory = $"~IOptimizerMemory<{t}>";
        writer.Line(
            $$"""
            /// <summary>The optimizer's steps so far.</summary>
            public long Steps => _step;
            long {{memory}}.Steps { get => _step; set => _step = value; }

            // What SetTrainable has frozen; null where nothing is.
            private ~FrozenTensors<{{t}}>? _frozen;
            ~FrozenTensors<{{t}}>? {{memory}}.Frozen { get => _frozen; set => _frozen = value; }
            string {{memory}}.Training => {{Literal.Of(TrainingText.Of(context.Spec, context.Network))}};

            """);
        if (context.Graph.Parameters.FirstOrDefault(p => p.States.Count > 0) is { } parameter)
        {
            // Each state of all parameters lies as the parameters do: a tensor's place in it is that of the tensor.
            long first = FirstOf(context, parameter, 0), stride = parameter.States.Count > 1 ? FirstOf(context, parameter, 1) - first : 0;
            string place = stride == 0 ? $"{first}" : $"{first} + index * {stride}";
            writer.Line(
                $$"""
                ~ReadOnlySpan<string> {{memory}}.StateNames => new[] { {{string.Join(", ", parameter.States.Select(s => Literal.Of(LowerCased(s.Name))))}} };

                ~Span<{{t}}> {{memory}}.State(int index) =>
                    _arena.Span({{place}}, ParameterCount);

                """);
            int[] nonNegative = [.. Enumerable.Range(0, parameter.States.Count).Where(i => parameter.States[i].IsNonNegative)];
            if (nonNegative.Length > 0)
            {
                writer.Line($"bool {memory}.IsNonNegative(int index) => index is {string.Join(" or ", nonNegative)};");
                writer.Line();
            }
        }

        StepScalar[] kept = [.. context.Graph.Scalars.Where(s => s.Initial is not null)];
        if (kept.Length > 0)
        {
            writer.Line($"~ReadOnlySpan<string> {memory}.NumberNames => new[] {{ {string.Join(", ", kept.Select(s => Literal.Of(s.Name)))} }};");
            writer.Line();
            string places = string.Concat(kept.Skip(1).Select((s, i) => $"index == {i + 1} ? ref _{s.Name} : ref "));
            writer.Line($"ref double {memory}.Number(int index) => ref {places}_{kept[0].Name};");
            writer.Line();
        }
    }

    private static long FirstOf(EmissionContext context, Parameter parameter, int state) =>
        context.Plan.Buffers.Find(parameter.States[state].Value).Offset - context.Plan.Buffers.Find(parameter.Value).Offset;

    private static string LowerCased(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
