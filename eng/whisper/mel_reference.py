"""Writes log-mel values of a made sound, computed with numpy by the definition that openai/whisper publishes, as the reference
that Qa.Transcription's own computation is tested against. Usage: mel_reference.py OUT.json (needs python3-numpy)."""

import json
import sys

import numpy as np

RATE, WINDOW, HOP, SECONDS = 16000, 400, 160, 30


def sound() -> np.ndarray:
    """Two seconds: a rising tone, a burst of noise that every program can make, and near silence."""
    time = np.arange(2 * RATE) / RATE
    tone = 0.5 * np.sin(2 * np.pi * (200 * time + 600 * time**2))
    state, noise = 1, []
    for _ in range(2 * RATE):
        state = (state * 1103515245 + 12345) % 2**31
        noise.append(state / 2**30 - 1)
    samples = tone * (time < 1) + 0.2 * np.array(noise) * ((time >= 1) & (time < 1.5)) + 1e-4 * np.sin(2 * np.pi * 50 * time)
    return samples.astype(np.float32)


def to_mel(hertz):
    hertz = np.asarray(hertz, dtype=float)
    return np.where(hertz < 1000, hertz * 3 / 200, 15 + np.log(np.maximum(hertz, 1e-9) / 1000) / (np.log(6.4) / 27))


def to_hertz(mel):
    return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))


def filters(count: int) -> np.ndarray:
    edges = to_hertz(np.linspace(to_mel(0), to_mel(RATE / 2), count + 2))
    bins = np.fft.rfftfreq(WINDOW, 1 / RATE)
    rising = (bins[None, :] - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins[None, :]) / (edges[2:] - edges[1:-1])[:, None]
    return np.maximum(0, np.minimum(rising, falling)) * (2 / (edges[2:] - edges[:-2]))[:, None]


def log_mel(samples: np.ndarray, count: int) -> np.ndarray:
    samples = np.pad(samples.astype(float), (0, SECONDS * RATE - len(samples)))
    padded = np.pad(samples, WINDOW // 2, mode="reflect")
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][:-1]
    power = np.abs(np.fft.rfft(frames * window, axis=1)) ** 2
    values = np.log10(np.maximum(filters(count) @ power.T, 1e-10))
    return (np.maximum(values, values.max() - 8) + 4) / 4


def main() -> None:
    out = {}
    for count in (80, 128):
        values = log_mel(sound(), count)
        chosen = [(band, frame) for band in range(0, count, 5) for frame in (0, 1, 7, 33, 60, 99, 100, 101, 120, 149, 150, 199, 200, 201, 2999)]
        out[str(count)] = [[band, frame, round(float(values[band, frame]), 7)] for band, frame in chosen]
    with open(sys.argv[1], "w", encoding="ascii") as file:
        json.dump(out, file, separators=(",", ":"))
        file.write("\n")


main()
