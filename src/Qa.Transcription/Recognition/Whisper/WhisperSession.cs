using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>Opens the files of a Whisper model and checks that their tensors are those of optimum's export, with sizes that agree.</summary>
internal static class WhisperSession
{
    /// <param name="wrong">What is wrong with the file; empty when it was loaded.</param>
    public static InferenceSession? TryLoad(string path, int threads, out string wrong)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        try
        {
            wrong = "";
            return new(path, options);
        }
        catch (OnnxRuntimeException exception)
        {
            wrong = $"'{path}' cannot be loaded: {exception.Message}";
            return null;
        }
    }

    /// <summary>What an input or output is not as it should be; empty when it is. A size of 0 or less may be anything.</summary>
    public static string Check(IReadOnlyDictionary<string, NodeMetadata> tensors, string name, TensorElementType type, params ReadOnlySpan<int> sizes)
    {
        if (!tensors.TryGetValue(name, out var tensor))
            return $"there is no tensor '{name}'";
        if (tensor.ElementDataType != type)
            return $"'{name}' is of {tensor.ElementDataType}, expected {type}";
        if (tensor.Dimensions.Length != sizes.Length)
            return $"'{name}' has {tensor.Dimensions.Length} dimensions, expected {sizes.Length}";
        for (var index = 0; index < sizes.Length; index++)
        {
            if (sizes[index] > 0 && tensor.Dimensions[index] > 0 && sizes[index] != tensor.Dimensions[index])
                return $"dimension {index} of '{name}' is {tensor.Dimensions[index]}, expected {sizes[index]}";
        }

        return "";
    }
}
