using System;
using ModelGen;
using ModelGen.Data;

namespace Samples;

/// <summary>What a classifier answers: the class with the largest output.</summary>
internal static class Answers
{
    /// <summary>The answer for each example.</summary>
    public static int[] Of<TModel>(TModel model, ClassDataset<float> examples)
        where TModel : IModel<TModel, float>
    {
        float[] outputs = new float[examples.Count * TModel.OutputLength];
        model.Predict(examples.Inputs, outputs);
        int[] answers = new int[examples.Count];
        for (int i = 0; i < answers.Length; i++)
        {
            ReadOnlySpan<float> row = outputs.AsSpan(i * TModel.OutputLength, TModel.OutputLength);
            for (int o = 1; o < row.Length; o++)
            {
                answers[i] = row[o] > row[answers[i]] ? o : answers[i];
            }
        }

        return answers;
    }
}
