using Microsoft.ML.OnnxRuntime;

namespace Qa.Transcription.Speech;

/// <summary>
/// Hears the channels of one recording, all at once, frame by frame, each with its own memory. Tensors are made once and
/// written over, so that hours of sound are heard without garbage.
/// </summary>
internal sealed class VoiceListener : IDisposable
{
    private readonly VoiceModel _model;
    private readonly int _channels;
    private readonly int _frame;
    private readonly int _context;
    private readonly float[] _input;
    private readonly float[] _probabilities;
    private readonly OrtValue[][] _inputs;
    private readonly OrtValue[][] _outputs;
    private int _turn;

    public VoiceListener(VoiceModel model, int channels, int rate)
    {
        (_model, _channels) = (model, channels);
        (_frame, _context) = (VoiceModel.FrameSamples(rate), VoiceModel.ContextSamples(rate));
        _input = new float[channels * (_context + _frame)];
        _probabilities = new float[channels];
        var states = new[] { new float[VoiceModel.StateLayers * channels * VoiceModel.StateLength], new float[VoiceModel.StateLayers * channels * VoiceModel.StateLength] };
        var input = OrtValue.CreateTensorValueFromMemory(_input, [channels, _context + _frame]);
        var sampleRate = OrtValue.CreateTensorValueFromMemory(new long[] { rate }, []);
        var output = OrtValue.CreateTensorValueFromMemory(_probabilities, [channels, 1]);
        var state = states.Select(each => OrtValue.CreateTensorValueFromMemory(each, [VoiceModel.StateLayers, channels, VoiceModel.StateLength])).ToArray();

        // The memory is read from one tensor and written to the other, and they change places with each frame.
        _inputs = [[input, state[0], sampleRate], [input, state[1], sampleRate]];
        _outputs = [[output, state[1]], [output, state[0]]];
    }

    /// <summary>Hears one frame of each channel.</summary>
    /// <param name="frames">The channels' frames, one after the other.</param>
    /// <returns>Each channel's probability of speech; valid until the next call.</returns>
    public ReadOnlySpan<float> Hear(ReadOnlySpan<float> frames)
    {
        var row = _context + _frame;
        for (var channel = 0; channel < _channels; channel++)
        {
            var samples = _input.AsSpan(channel * row, row);
            samples[^_context..].CopyTo(samples);
            frames.Slice(channel * _frame, _frame).CopyTo(samples[_context..]);
        }

        _model.Run(_inputs[_turn], _outputs[_turn]);
        _turn ^= 1;
        return _probabilities;
    }

    public void Dispose()
    {
        foreach (var value in _inputs[0].Concat(_outputs[0]).Append(_inputs[1][1]).Distinct())
            value.Dispose();
    }
}
