namespace ModelGen.Generator.Emission;

/// <summary>Prints what a model with dropout has beside others: where it stands in its random numbers, handed on to the forward pass.</summary>
internal static class DropoutEmitter
{
    /// <summary>The argument of a forward pass, which counts the step.</summary>
    public static string NextDraw(EmissionContext context, string before = "", string after = "") =>
        context.Graph.HasDropout ? $"{before}new ~DropoutDraw(DropoutSeed, DropoutStep++){after}" : "";

    /// <summary>The forward pass's parameter.</summary>
    public static string Parameter(EmissionContext context) => context.Graph.HasDropout ? "DropoutDraw draw, " : "";

    /// <summary>The forward pass's argument where a method has the parameter.</summary>
    public static string Argument(EmissionContext context) => context.Graph.HasDropout ? "draw, " : "";

    public static void EmitMembers(EmissionContext context, SourceWriter members)
    {
        if (context.Graph.HasDropout)
        {
            members.Line(
                $$"""

                /// <summary>What dropout draws from: the seed that the model was made with, unless set.</summary>
                public int DropoutSeed { get; set; }

                /// <summary>The number of the next step, from 0: each <c>Forward</c>{{(context.Plan.Update is null || !context.Network.HasLoss ? "" : " and each <c>TrainBatch</c>")}} draws anew and adds 1.</summary>
                public long DropoutStep { get; set; }
                """);
        }
    }
}
