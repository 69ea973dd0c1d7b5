using System;
using System.Text;

namespace Samples.Arithmetic;

/// <summary>Writes the end of a text as the network thinks it goes on, a character at a step of its stream.</summary>
internal sealed class Writer(ArithmeticNetwork network)
{
    private readonly ArithmeticNetwork.Stream _stream = network.CreateStream();
    private readonly float[] _input = new float[1];
    private readonly float[] _logits = new float[Sums.Alphabet.Length];

    /// <summary>What follows <paramref name="question"/>, up to the full stop: of all characters always the likeliest.</summary>
    public string Continue(string question)
    {
        _stream.Reset();
        char next = default;
        foreach (char character in question)
        {
            next = After(character);
        }

        StringBuilder answer = new();
        for (int length = question.Length; length < Sums.Steps && next != '.'; length++)
        {
            answer.Append(next);
            next = After(next);
        }

        return answer.Append(next).ToString();
    }

    private char After(char character)
    {
        _input[0] = Sums.Alphabet.IndexOf(character);
        _stream.Step(_input, _logits);
        int likeliest = 0;
        for (int k = 1; k < _logits.Length; k++)
        {
            likeliest = _logits[k] > _logits[likeliest] ? k : likeliest;
        }

        return Sums.Alphabet[likeliest];
    }
}
