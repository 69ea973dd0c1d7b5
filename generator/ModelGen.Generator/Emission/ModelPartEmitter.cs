using System;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Emission.ReferenceForm;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission;

/// <summary>Prints Model.g.cs: sizes, parameters, the constructor, the memory.</summary>
internal static class ModelPartEmitter
{
    public static void EmitTypeDocumentation(EmissionContext context, SourceWriter writer)
    {
        foreach (string line in DocumentationText.Remarks(SummaryTable.Short(context.Network, context.Plan)))
        {
            writer.Line(line);
        }
    }

    public static void Emit(EmissionContext context, SourceWriter writer, ProgramEmitter programs)
    {
        EmitSizes(context, writer);
        EmitConstructor(context, writer);
        EmitParameters(context, writer);
        LayerTableEmitter.Emit(context, writer);
        FilesEmitter.Emit(context, writer);
        ArenaEmitter.Emit(context, writer);
        ExampleChecksEmitter.Emit(context, writer);
        EmitInterface(context, writer);
    }

    private static void EmitSizes(EmissionContext context, SourceWriter writer)
    {
        Network network = context.Network;
        writer.Line(
            $$""""
            /// <summary>The numbers in one input example{{DocumentationText.Product(network.Input)}}.</summary>
            public const int InputLength = {{network.Input.Length}};
            /// <summary>The numbers in the output for one example{{DocumentationText.Product(network.Output)}}.</summary>
            public const int OutputLength = {{network.Output.Length}};
            /// <summary>The numbers in all parameters together.</summary>
            public const int ParameterCount = {{context.Plan.Buffers.ParameterCount}};
            /// <summary>The largest number of examples in one training step.</summary>
            public const int MaxBatch = {{network.MaxBatch}};
            /// <inheritdoc cref="~IModel{TSelf, T}.ArchitectureHash"/>
            public const string ArchitectureHash = {{Literal.Of(context.Architecture.Hash)}};
            /// <inheritdoc cref="~IModel{TSelf, T}.ParameterLayoutHash"/>
            public const string ParameterLayoutHash = {{Literal.Of(context.ParameterLayoutHash)}};

            /// <summary>The layers with their output shapes, parameters and costs.</summary>
            public const string Summary = """
            """");
        using (writer.Indent())
        {
            writer.Line(SummaryTable.Of(network, context.Plan));
            writer.Line("\"\"\";");
        }

        writer.Line(
            $$"""

            /// <summary>The shape of one input example, outermost dimension first.</summary>
            public static ~ReadOnlySpan<int> InputShape => [{{string.Join(", ", network.Input.Extents)}}];
            /// <summary>The shape of the output for one example.</summary>
            public static ~ReadOnlySpan<int> OutputShape => [{{string.Join(", ", network.Output.Extents)}}];
            """);
        EmitParts(writer, "Input", [.. network.Inputs.Select(i => (i.Name, i.Shape, i.Offset, More(i.HasLengths ? i : null, network.Outputs.Any(o => o.SampleWeights == i))))]);
        EmitParts(writer, "Output", [.. network.Outputs.Select(o => (o.Name, o.Shape, o.Offset, More(network.LengthsOf(o.Node), false)))]);
    }

    /// <summary>What is said of an input or an output beside its shape.</summary>
    private static string More(NetworkInput? lengths, bool isSampleWeights) => lengths is not null ? $" {{ LengthAt = {lengths.LengthAt} }}" : isSampleWeights ? " { IsSampleWeights = true }" : "";

    private static void EmitParts(SourceWriter writer, string kind, (string Name, Shape Shape, int Offset, string More)[] parts)
    {
        string field = $"s_{char.ToLowerInvariant(kind[0])}{kind.Substring(1)}Infos";
        string[] infos = [.. parts.Select(p => $"new({Literal.Of(p.Name)}, [{string.Join(", ", p.Shape.Extents)}], {p.Offset}, {p.Shape.Length}){p.More}")];
        EmitTable(writer, $"private static readonly ~TensorInfo[] {field}", infos);
        writer.Line(
            $$"""
            /// <inheritdoc cref="~IModel{TSelf, T}.{{kind}}Infos"/>
            public static ~ReadOnlySpan<~TensorInfo> {{kind}}Infos => {{field}};
            """);
    }

    /// <summary>A field with as many items in a line as fit.</summary>
    private static void EmitTable(SourceWriter writer, string field, string[] items)
    {
        string line = $"{field} = [{string.Join(", ", items)}];";
        if (items.Length < 2 || FullNames.In(line).Length <= LongLines.Most - 4)
        {
            writer.Line(line);
            return;
        }

        writer.Line($"{field} =");
        writer.Line("[");
        using (writer.Indent())
        {
            foreach (string packed in PackedLines.Of(items, 8))
            {
                writer.Line(packed);
            }
        }

        writer.Line("];");
    }

    private static void EmitConstructor(EmissionContext context, SourceWriter writer)
    {
        string t = context.T;
        writer.Line(
            $$"""

            private readonly ~ParameterBuffer<{{t}}> _parameters = new(ParameterCount);

            /// <inheritdoc cref="~IModel{TSelf, T}.Seed"/>
            public int Seed { get; }

            /// <summary>A new model of {{DocumentationText.Parameters(context)}}, drawn from <paramref name="seed"/>: the same bits on every machine.</summary>
            {{EmissionContext.GeneratedCode}}
            """);
        using (writer.Block($"public {context.Name}(int seed = 0)"))
        {
            writer.Line("Seed = seed;");
            EmitInitialization(context, writer);
            if (context.Plan.Forward is not null && context.Graph.HasDropout)
            {
                writer.Line("DropoutSeed = seed;");
            }
        }
    }

    private static void EmitInitialization(EmissionContext context, SourceWriter writer)
    {
        Parameter[] parameters = [.. context.Graph.Parameters.Where(p => p.Initialization is not { Distribution: Distribution.Constant, Value: 0 })];
        if (parameters.Length > 0)
        {
            writer.Line($"~ParameterInitializer<{context.T}> draw = new(Parameters, seed);");
        }

        foreach (Parameter parameter in parameters)
        {
            Slot slot = context.Plan.Buffers.Find(parameter.Value);
            string number = Literal.Of(parameter.Initialization.Value, Precision.Double);
            Shape shape = context.Layouts.InMemory(parameter.Value);

            // As a matrix: one of the weight's first two dimensions and all others.
            int rows = context.Layouts.Order(parameter.Value) is [.., 0] ? shape.Length / shape[shape.Rank - 1] : parameter.Value.Shape[0];
            writer.Line(parameter.Initialization.Distribution switch
            {
                Distribution.Orthogonal => $"draw.Orthogonal({slot.Offset}, {rows}, {shape.Length / rows}, {number}); // {parameter.Name}",
                var distribution => $"draw.{distribution}({slot.Offset}, {slot.Length}, {number}); // {parameter.Name}{(distribution == Distribution.Constant ? "" : $", {parameter.Initialization.Origin}")}",
            });
        }
    }

    private static void EmitParameters(EmissionContext context, SourceWriter writer)
    {
        string t = context.T;
        writer.Line(
            $$"""

            /// <summary>All parameters, {{DocumentationText.Parameters(context)}}, in the order and layout of <see cref="ParameterInfos"/>.</summary>
            public ~Span<{{t}}> Parameters => _parameters.Span;
            """);
        writer.Line("// Name, shape, first number, numbers, whether trained, dimensions as they lie in memory.");
        EmitTable(writer, "private static readonly ~ParameterInfo[] s_parameterInfos", [.. context.Graph.Parameters.Select(parameter =>
        {
            Slot slot = context.Plan.Buffers.Find(parameter.Value);
            string shape = string.Join(", ", parameter.Value.Shape.Extents);
            string order = string.Join(", ", context.Layouts.Order(parameter.Value));
            return $"new({Literal.Of(parameter.Name)}, [{shape}], {slot.Offset}, {slot.Length}, {(parameter.Trainable ? "true" : "false")}, [{order}])";
        })]);
        writer.Line(
            $$"""
            /// <summary>Name, shape and place of every parameter tensor.</summary>
            {{DocumentationText.Tensors(context)}}
            public static ~ReadOnlySpan<~ParameterInfo> ParameterInfos => s_parameterInfos;

            /// <inheritdoc cref="~IModel{TSelf, T}.GetParameter"/>
            {{EmissionContext.GeneratedCode}}
            public void GetParameter(string name, ~Span<{{t}}> values) =>
                ~ParameterAccess.Get<{{t}}>({{Literal.Of(context.PlainName)}}, s_parameterInfos, name, Parameters, values);

            /// <inheritdoc cref="~IModel{TSelf, T}.SetParameter"/>
            {{EmissionContext.GeneratedCode}}
            public void SetParameter(string name, ~ReadOnlySpan<{{t}}> values) =>
                ~ParameterAccess.Set({{Literal.Of(context.PlainName)}}, s_parameterInfos, name, Parameters, values);
            """);
    }

    private static void EmitInterface(EmissionContext context, SourceWriter writer)
    {
        string model = $"~IModel<{context.Self}, {context.T}>";
        writer.Line(
            $$"""

            static string {{model}}.ModelName => {{Literal.Of(context.PlainName)}};
            static string {{model}}.TypeName => {{Literal.Of(context.FullName)}};
            static string {{model}}.ArchitectureHash => ArchitectureHash;
            static string {{model}}.ParameterLayoutHash => ParameterLayoutHash;
            static string {{model}}.GeneratorVersion => {{Literal.Of(EmissionContext.GeneratorVersion)}};
            static int {{model}}.InputLength => InputLength;
            static int {{model}}.OutputLength => OutputLength;
            static int {{model}}.ParameterCount => ParameterCount;
            static int {{model}}.MaxBatch => MaxBatch;
            static {{context.Self}} {{model}}.Create(int seed) => new(seed);
            """);
        if (context.HasReferenceForm)
        {
            ReferencePartEmitter.EmitMembers(context, writer);
        }

        context.Reference?.EmitDoor(writer);
    }
}
