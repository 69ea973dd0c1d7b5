using System.Collections.Generic;
using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Declarations.Functions;

/// <summary>What the parameters and locals of a method are at one of its statements: formulas, and of a row its input. No two that can be seen at once have one name.</summary>
internal sealed class Scope
{
    private readonly Dictionary<string, Expr> _values;

    public Scope(IEnumerable<KeyValuePair<string, Expr>> values)
    {
        _values = [];
        foreach (KeyValuePair<string, Expr> value in values)
        {
            _values[value.Key] = value.Value;
        }
    }

    public IEnumerable<string> Names => [.. _values.Keys];

    public Expr this[string name]
    {
        get => _values[name];
        set => _values[name] = value;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public Scope Copy() => new(_values);
}
