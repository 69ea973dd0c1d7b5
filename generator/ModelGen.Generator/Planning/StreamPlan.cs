using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning;

/// <summary>A step of a stream.</summary>
/// <param name="Program">Its steps, what is carried on last.</param>
/// <param name="Scratch">What is kept between them.</param>
internal sealed record StreamPlan(StreamGraph Stream, PlannedProgram Program, Scratch Scratch)
{
    public Value Input => Stream.Graph.Input;

    public Value Output => Stream.Graph.Output;

    /// <summary>Where what is carried on lies in the state.</summary>
    public EquatableArray<Slot> States => Program.Buffers.Carried;

    /// <summary>The numbers of the state.</summary>
    public int StateLength => States.Count == 0 ? 0 : (int)(States[^1].Offset + States[^1].Length);
}
