using System.Collections.Generic;
using System.Globalization;

namespace ModelGen.Files.PyTorch;

/// <summary>
/// The tensors of a dictionary, and of dictionaries in it: <c>model.dense1.weight</c>. What else stands there is passed over.
/// </summary>
internal static class StateDict
{
    private const int Deepest = 32;

    /// <summary>More than any network has; a few bytes of a pickle can name the same dictionary again and again.</summary>
    private const int MostEntries = 1 << 20;
    private const int LongestName = 1024;

    /// <exception cref="ModelFileException">There is no tensor, or a name stands twice.</exception>
    public static List<(string Name, PickleTensor Tensor)> Tensors(object? value, string source)
    {
        if (value is not PickleDict dict)
        {
            string found = value is PickleTensor ? "a tensor without a name" : "something else";
            throw new ModelFileException(source, null, "a dictionary of tensors (torch.save(module.state_dict(), path))", found);
        }

        List<(string Name, PickleTensor Tensor)> tensors = [];
        HashSet<string> names = [];
        int left = MostEntries;
        Add(dict, "", 0);
        return tensors.Count > 0 ? tensors : throw new ModelFileException(source, null, "tensors with names", "none");

        void Add(PickleDict dict, string prefix, int depth)
        {
            foreach ((object? key, object? entry) in dict.Entries)
            {
                if (--left < 0 || depth > Deepest)
                {
                    throw new ModelFileException(source, null, $"at most {MostEntries} entries, {Deepest} dictionaries deep", "more");
                }

                string? name = key switch
                {
                    string text => prefix + text,
                    long number => prefix + number.ToString(CultureInfo.InvariantCulture),
                    _ => null,
                };
                if (name is null)
                {
                    continue;
                }

                if (name.Length > LongestName)
                {
                    throw new ModelFileException(source, null, $"names of at most {LongestName} characters", $"one of {name.Length}");
                }

                if (entry is PickleTensor tensor)
                {
                    if (!names.Add(name))
                    {
                        throw new ModelFileException(source, name, "one tensor of this name", "two");
                    }

                    tensors.Add((name, tensor));
                }
                else if (entry is PickleDict inner)
                {
                    Add(inner, name + ".", depth + 1);
                }
            }
        }
    }
}
