using System.Collections.Generic;
using ModelGen.Generator.Graph;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Layers;

/// <summary>Input, forget, cell and output gate, in PyTorch's order: the memory becomes i · g + f · memory, the state o · tanh(memory).</summary>
internal sealed record LstmCell : RecurrentCell
{
    public override string Name => "Lstm";

    public override int Gates => 4;

    public override IReadOnlyList<string> States => [State, "Memory"];

    public override Value[] Lower(RecurrentTurn turn, Value input, Value[] before)
    {
        Value sums = turn.Map("PreActivations", Input(0) + Input(1), turn.Products(before[0]), input);
        Value Part(string name, int gate) => turn.Gate($"{name}Sums", sums, gate);
        Value keep = turn.Map("InputGate", Sigmoid(Input(0)), Part("InputGate", 0));
        Value forget = turn.Map("ForgetGate", Sigmoid(Input(0)), Part("ForgetGate", 1));
        Value candidate = turn.Map("Candidate", Tanh(Input(0)), Part("Candidate", 2));
        Value output = turn.Map("OutputGate", Sigmoid(Input(0)), Part("OutputGate", 3));
        Value memory = turn.Map("Memory", (Input(0) * Input(1)) + (Input(2) * Input(3)), keep, candidate, forget, before[1]);
        Value shown = turn.Map("ShownMemory", Tanh(Input(0)), turn.Shown(memory));
        return [turn.Map(State, Input(0) * Input(1), output, shown), memory];
    }
}
