using System;
using System.Collections.Generic;
using System.Globalization;

namespace Samples;

/// <summary>Options such as <c>--epochs 100</c>, and what else was given. Each is taken once; <see cref="End"/> refuses the rest.</summary>
internal sealed class CommandLine(string[] args)
{
    private readonly List<string> _rest = [.. args];

    /// <summary>The text after <paramref name="name"/>; null if the option was not given.</summary>
    public string? Text(string name)
    {
        int index = _rest.IndexOf(name);
        if (index < 0)
        {
            return null;
        }

        if (index + 1 == _rest.Count || _rest[index + 1].StartsWith("--", StringComparison.Ordinal))
        {
            throw new UsageException($"{name} needs a value after it.");
        }

        string value = _rest[index + 1];
        _rest.RemoveRange(index, 2);
        return value;
    }

    /// <summary>Whether an option that takes no value was given.</summary>
    public bool Flag(string name) => _rest.Remove(name);

    /// <summary>The whole number after <paramref name="name"/>, <paramref name="minimum"/> to a million.</summary>
    public int Integer(string name, int otherwise, int minimum)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        const int Maximum = 1_000_000;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= minimum && value <= Maximum
            ? value
            : throw new UsageException($"{name} {text}: expected a whole number from {minimum} to {Maximum:N0}.");
    }

    /// <summary>The next argument that is no option; null if there is none. To be asked after the options.</summary>
    public string? Argument()
    {
        int index = _rest.FindIndex(text => !text.StartsWith('-'));
        if (index < 0)
        {
            return null;
        }

        string argument = _rest[index];
        _rest.RemoveAt(index);
        return argument;
    }

    /// <summary>Throws if anything was given that nobody asked for.</summary>
    public void End()
    {
        if (_rest.Count > 0)
        {
            throw new UsageException($"'{_rest[0]}' is not known.");
        }
    }
}
