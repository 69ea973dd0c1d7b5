using System;
using System.IO;
using my_flowers;

float[] lengths = [5.1f, 3.5f, 1.4f, 0.2f, 7.0f, 3.2f, 4.7f, 1.4f, 6.3f, 3.3f, 6.0f, 2.5f];
FlowerClassifier flowers = FlowerClassifier.Train(lengths, [0, 1, 2]);
string file = Path.Combine(AppContext.BaseDirectory, "flowers.safetensors");
flowers.Save(file);
foreach (FlowerClassifier classifier in (FlowerClassifier[])[flowers, FlowerClassifier.Load(file)])
{
    Console.WriteLine($"kinds: {classifier.Classify(lengths.AsSpan(0, 4))} {classifier.Classify(lengths.AsSpan(4, 4))} {classifier.Classify(lengths.AsSpan(8, 4))}");
}
