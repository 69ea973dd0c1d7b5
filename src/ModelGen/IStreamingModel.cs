namespace ModelGen;

/// <summary>A model that can take a sequence as it comes: no layer looks ahead.</summary>
/// <typeparam name="TSelf">The model.</typeparam>
/// <typeparam name="T">Its number type.</typeparam>
public interface IStreamingModel<TSelf, T> : IModel<TSelf, T>
    where TSelf : IStreamingModel<TSelf, T>
    where T : unmanaged
{
    /// <summary>A stream at its beginning, which reads the parameters of this network. There may be several.</summary>
    IModelStream<T> CreateStream();
}
