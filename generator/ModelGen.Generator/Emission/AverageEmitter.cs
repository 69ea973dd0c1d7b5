using System.Linq;
using ModelGen.Generator.Optimizers;

namespace ModelGen.Generator.Emission;

/// <summary>Prints what a model with a running average of its parameters has beside others.</summary>
internal static class AverageEmitter
{
    /// <summary>Which of the optimizer's states the average is; −1 without.</summary>
    public static int StateOf(EmissionContext context) =>
        context.Network.Optimizer is { } optimizer ? optimizer.Rule.States.ToList().FindIndex(s => s.Name == ParameterAverage.State) : -1;

    /// <summary>The span of the parameters that Predict and Evaluate take.</summary>
    public static string Predicting(EmissionContext context) => StateOf(context) < 0 ? "_parameters.Span" : "Predicting";

    /// <summary>The first of them, by reference.</summary>
    public static string First(EmissionContext context) => StateOf(context) < 0 ? "_parameters.First" : "~Numbers.First(Predicting)";

    public static void Emit(EmissionContext context, SourceWriter members)
    {
        int state = StateOf(context);
        if (state < 0)
        {
            return;
        }

        string t = context.T;
        members.Line(
            $$"""
            /// <inheritdoc cref="~IAveragedModel{T}.AverageParameters"/>
            public ~Span<{{t}}> AverageParameters => _step == 0 ? Parameters
                : ~AverageParameters.Of<{{t}}>(s_parameterInfos, _frozen, Parameters, ((~IOptimizerMemory<{{t}}>)this).State({{state}}));

            /// <inheritdoc cref="~IAveragedModel{T}.PredictsAverage"/>
            public bool PredictsAverage { get; set; }

            private ~Span<{{t}}> Predicting => PredictsAverage ? AverageParameters : Parameters;

            """);
    }
}
