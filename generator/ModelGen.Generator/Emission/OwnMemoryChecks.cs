namespace ModelGen.Generator.Emission;

/// <summary>The checks that nothing a training member reads lies in the memory that it writes to, as what <c>Forward</c> returned does.</summary>
internal static class OwnMemoryChecks
{
    public static string Text(EmissionContext context, string parameter) =>
        $"~Check.NotOwn({Literal.Of(context.PlainName)}, nameof({parameter}), {parameter}, _parameters, _arena);";

    /// <summary>The same for targets: class indices are no numbers of the model's.</summary>
    /// <param name="before">What stands before the check.</param>
    public static string OfTargets(EmissionContext context, TargetText target, string before) => target.IsClasses ? "" : before + Text(context, target.Parameter);
}
