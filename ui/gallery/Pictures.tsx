import { BarChart } from '../kit/BarChart.tsx';
import { moneyText, PhoneNumber, Progress, Steps, Time } from '../kit/index.ts';
import { Player } from '../kit/Player.tsx';
import { Trace } from '../kit/Trace.tsx';
import { WeekGrid } from '../kit/WeekGrid.tsx';

const days = (list: number[], from: number, to: number) => list.map(day => ({ day, from: from * 60, to: to * 60 }));
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function Pictures() {
  return (
    <section>
      <h2>Pictures</h2>
      <div class="gallery-columns">
        <div class="card">
          <WeekGrid
            rules={[
              { id: 'a', name: 'Front desk', slots: days([0, 1, 2, 3, 4], 8, 17) },
              { id: 'b', name: 'Evenings', slots: days([0, 1, 2, 3], 17, 21) },
              { id: 'c', name: 'Weekend', slots: days([5, 6], 9, 14) },
            ]}
            rest="Default: Rosa"
            clashes={[{ day: 3, from: 990, to: 1050 }]}
            now={{ day: 2, minute: 860 }}
          />
        </div>
        <div class="card">
          <BarChart
            caption="Margin by month"
            series={[{ title: 'Billed' }, { title: 'Cost' }, { title: 'Idle', on: true }]}
            groups={months.map((label, i) => ({
              ...{ label, name: label },
              values: [4_000 + ((i * 37) % 11) * 1_100, 2_000 + i * 120, (i % 4) * 300],
            }))}
            write={value => moneyText(value, 'USD').replace(/\.00$/, '')}
          />
        </div>
        <div class="card">
          <Trace
            steps={[
              {
                rule: 'The number is active',
                matched: true,
                why: 'Bayside Dental pays for it until 3 Mar.',
                at: '14:05:02',
              },
              { rule: 'Attached to a voice agent', matched: false, why: 'Nothing is attached.' },
              {
                rule: 'The caller’s owner',
                matched: true,
                why: 'Ana Cruz is a contact of Rosa Alvarez.',
                at: '14:05:03',
                legs: [{ who: <PhoneNumber e164="+14155550132" />, outcome: 'no answer after 20 s' }],
              },
              { rule: 'Forwarding number', matched: true, why: 'The sub-account’s forwarding number was rung.' },
            ]}
          />
        </div>
        <div class="card stack">
          <Player
            label="Voicemail from Ana Cruz"
            seconds={37}
            address={async () => Promise.reject(new Error('none here'))}
          />
          <Progress label="Importing numbers" done={0.42} />
          <Progress label="Reading your account" />
          <Steps
            steps={[
              { text: 'Charging the card', state: 'done' },
              { text: 'Ordering the number', state: 'now' },
              { text: 'Putting it into your pool', state: 'todo' },
            ]}
          />
          <p>
            Last call <Time at={Date.now() - 190_000} />, active until{' '}
            <Time at={Date.now() + 20 * 86_400_000} as="day" />, <Time at={Date.now()} as="exact" />
          </p>
        </div>
      </div>
    </section>
  );
}
