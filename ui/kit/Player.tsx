import './player.css';
import { useRef, useState } from 'preact/hooks';
import { duration } from '../format/time.ts';
import { t } from '../text/index.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

/** Plays a recording. `seconds` is its length as the server knows it; the address is asked for when play is pressed. */
export function Player(props: { label: string; seconds: number; address: () => Promise<string> }) {
  const audio = useRef<HTMLAudioElement>(null);
  const [state, setState] = useState<'idle' | 'fetching' | 'playing' | 'paused' | 'failed'>('idle');
  const [at, setAt] = useState(0);

  const toggle = async () => {
    const sound = audio.current;
    if (!sound) return;
    if (state === 'playing') return sound.pause();
    try {
      if (state === 'idle' || state === 'failed') {
        setState('fetching');
        // Signed addresses live for minutes, so each is fetched when it is needed (M-2).
        sound.src = await props.address();
      }
      await sound.play();
    } catch {
      setState('failed');
    }
  };

  return (
    <div>
      <fieldset class="player" aria-label={props.label}>
        <Button
          small
          icon={state === 'playing' ? 'pause' : 'play'}
          label={state === 'playing' ? t.kit.pause : t.kit.play}
          busy={state === 'fetching'}
          onClick={toggle}
        />
        <input
          type="range"
          min={0}
          max={Math.max(1, props.seconds)}
          step={1}
          value={at}
          aria-label={t.kit.position}
          aria-valuetext={duration(at)}
          onInput={event => {
            const to = Number(event.currentTarget.value);
            setAt(to);
            if (audio.current) audio.current.currentTime = to;
          }}
        />
        <span class="player-time">
          {duration(at)} / {duration(props.seconds)}
        </span>
      </fieldset>
      {state === 'failed' && <Notice tone="bad">{t.kit.audioFailed}</Notice>}
      {/* biome-ignore lint/a11y/useMediaCaption: telephone recordings have no captions */}
      <audio
        ref={audio}
        preload="none"
        onPlay={() => setState('playing')}
        onPause={() => setState('paused')}
        onEnded={() => setAt(0)}
        onTimeUpdate={event => setAt(event.currentTarget.currentTime)}
      />
    </div>
  );
}
