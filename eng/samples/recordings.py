"""Makes samples/recordings: two calls spoken by espeak-ng (Debian: espeak-ng, sox), agent left, customer right, 8 kHz A-law as
telephone systems record, with a transcript of what was spoken and when. Usage: python3 eng/samples/recordings.py"""

import os
import subprocess
import tempfile
import wave

RATE = 8_000
FOLDER = os.path.join(os.path.dirname(__file__), "..", "..", "samples", "recordings")
AGENT, CUSTOMER = 0, 1
VOICES = {AGENT: ["-v", "cmn+f3", "-s", "165", "-p", "55"], CUSTOMER: ["-v", "cmn+m3", "-s", "160", "-p", "35"]}

# Who speaks, how long after the end of the one before (negative: before it, an interruption), and what.
CALLS = {
    "20261101-0001": [
        (AGENT, 0.5, "您好，禾汀商城客服，请问有什么可以帮您？"),
        (CUSTOMER, 0.6, "我前天买的电水壶还没有发货，能帮我看一下吗？"),
        (AGENT, 0.7, "好的，请您稍等，我马上帮您查询。"),
        (AGENT, 2.5, "感谢您的等待。您的订单今天下午发出，预计后天送到。"),
        (CUSTOMER, 0.8, "那就好，谢谢。"),
        (AGENT, 0.5, "不客气，请问还有其他可以帮您的吗？"),
        (CUSTOMER, 0.5, "没有了。"),
        (AGENT, 0.5, "感谢您的来电，祝您生活愉快，再见。"),
    ],
    "20261101-0002": [
        (AGENT, 0.5, "喂，什么事？"),
        (CUSTOMER, 0.7, "我的快递三天没有动了，你们到底什么时候送？我打了好几次电话了。"),
        (AGENT, -1.6, "你先听我说，这事不归我管。"),
        (CUSTOMER, 0.6, "那归谁管？你们总要给我一个说法吧。"),
        (AGENT, 13.0, "我也没办法，你爱投诉就投诉。"),
        (CUSTOMER, 0.8, "好，那我就投诉。"),
    ],
}

AGENTS = {"20261101-0001": ("A1001", "日班一组", "商城", "2026-11-01 09:12:30"), "20261101-0002": ("A1009", "夜班一组", "快运", "2026-11-01 21:40:05")}


def speak(role, text, folder):
    spoken, trimmed = os.path.join(folder, "spoken.wav"), os.path.join(folder, "trimmed.wav")
    subprocess.run(["espeak-ng", *VOICES[role], "-w", spoken, text], check=True)
    subprocess.run(["sox", spoken, "-r", str(RATE), "-b", "16", trimmed, "norm", "-9", "silence", "1", "0.02", "0.5%", "reverse", "silence", "1", "0.02", "0.5%", "reverse"], check=True)
    with wave.open(trimmed) as file:
        return file.readframes(file.getnframes())


def stamp(seconds):
    milliseconds = round(seconds * 1000)
    return f"{milliseconds // 3600000:02}:{milliseconds // 60000 % 60:02}:{milliseconds // 1000 % 60:02},{milliseconds % 1000:03}"


def make(name, turns, folder):
    placed, end = [], 0.0
    for role, gap, text in turns:
        sound = speak(role, text, folder)
        start = end + gap
        placed.append((role, start, sound, text))
        end = max(end, start + len(sound) / 2 / RATE)
    channels = [bytearray(round((end + 1) * RATE) * 2), bytearray(round((end + 1) * RATE) * 2)]
    subtitles = []
    for number, (role, start, sound, text) in enumerate(placed, 1):
        first = round(start * RATE) * 2
        channels[role][first:first + len(sound)] = sound
        subtitles.append(f"{number}\n{stamp(start)} --> {stamp(start + len(sound) / 2 / RATE)}\n{'坐席' if role == AGENT else '客户'}：{text}\n")
    sides = []
    for index, channel in enumerate(channels):
        sides.append(os.path.join(folder, f"{index}.raw"))
        with open(sides[-1], "wb") as file:
            file.write(channel)
    raw = [part for side in sides for part in ("-t", "raw", "-r", str(RATE), "-e", "signed", "-b", "16", "-c", "1", side)]
    subprocess.run(["sox", "-M", *raw, "-e", "a-law", os.path.join(FOLDER, f"{name}.wav"), "dither", "-s"], check=True)
    with open(os.path.join(FOLDER, f"{name}.srt"), "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(subtitles))


def main():
    os.makedirs(FOLDER, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, turns in CALLS.items():
            make(name, turns, folder)
    with open(os.path.join(FOLDER, "calls.csv"), "w", encoding="utf-8", newline="\n") as file:
        file.write("流水号,录音文件,开始时间,坐席工号,班组,业务线\n")
        for name, (agent, group, line, start) in AGENTS.items():
            file.write(f"{name},{name}.wav,{start},{agent},{group},{line}\n")


main()
