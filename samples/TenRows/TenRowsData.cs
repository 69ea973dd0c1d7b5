using ModelGen.Data;

namespace Samples.TenRows;

/// <summary>Ten points in the plane with a class of 0 or 1.</summary>
internal static class TenRowsData
{
    public static ClassDataset<float> Rows { get; } = new(
        new[]
        {
            2.7810836f, 2.550537003f,
            1.465489372f, 2.362125076f,
            3.396561688f, 4.400293529f,
            1.38807019f, 1.850220317f,
            3.06407232f, 3.005305973f,
            7.627531214f, 2.759262235f,
            5.332441248f, 2.088626775f,
            6.922596716f, 1.77106367f,
            8.675418651f, -0.242068655f,
            7.673756466f, 3.508563011f,
        },
        new[] { 0, 0, 0, 0, 0, 1, 1, 1, 1, 1 },
        inputLength: 2);
}
