/** Where the sandbox's numbers live: area codes with a town, region, coordinates and a post code of it. */
export interface Place {
  country: 'US' | 'CA' | 'GB' | 'AU' | 'DE';
  /** Digits after the country code that all numbers of the place begin with. */
  prefix: string;
  /** Digits that follow the prefix. */
  rest: number;
  locality: string;
  region: string;
  latitude: string;
  longitude: string;
  postalCode: string;
}

export const CALLING_CODE = { US: '1', CA: '1', GB: '44', AU: '61', DE: '49' } as const;

const NORTH_AMERICA = `
US 201 Jersey City,NJ,40.73,-74.07,07302|US 202 Washington,DC,38.90,-77.03,20001|US 203 New Haven,CT,41.31,-72.92,06510
US 205 Birmingham,AL,33.52,-86.80,35203|US 206 Seattle,WA,47.61,-122.33,98101|US 208 Boise,ID,43.62,-116.20,83702
US 210 San Antonio,TX,29.42,-98.49,78205|US 212 New York,NY,40.71,-74.01,10001|US 213 Los Angeles,CA,34.05,-118.24,90012
US 214 Dallas,TX,32.78,-96.80,75201|US 215 Philadelphia,PA,39.95,-75.17,19103|US 216 Cleveland,OH,41.50,-81.69,44113
US 225 Baton Rouge,LA,30.45,-91.19,70801|US 253 Tacoma,WA,47.25,-122.44,98402|US 267 Philadelphia,PA,39.95,-75.17,19107
US 303 Denver,CO,39.74,-104.99,80202|US 304 Charleston,WV,38.35,-81.63,25301|US 305 Miami,FL,25.76,-80.19,33130
US 307 Cheyenne,WY,41.14,-104.82,82001|US 310 Santa Monica,CA,34.02,-118.49,90401|US 312 Chicago,IL,41.88,-87.63,60601
US 313 Detroit,MI,42.33,-83.05,48226|US 314 Saint Louis,MO,38.63,-90.20,63101|US 317 Indianapolis,IN,39.77,-86.16,46204
US 332 New York,NY,40.75,-73.98,10018|US 346 Houston,TX,29.76,-95.37,77002|US 347 Brooklyn,NY,40.68,-73.94,11201
US 385 Salt Lake City,UT,40.76,-111.89,84101|US 401 Providence,RI,41.82,-71.41,02903|US 402 Omaha,NE,41.26,-95.94,68102
US 404 Atlanta,GA,33.75,-84.39,30303|US 405 Oklahoma City,OK,35.47,-97.52,73102|US 406 Billings,MT,45.78,-108.50,59101
US 407 Orlando,FL,28.54,-81.38,32801|US 408 San Jose,CA,37.34,-121.89,95113|US 410 Baltimore,MD,39.29,-76.61,21201
US 412 Pittsburgh,PA,40.44,-79.99,15222|US 414 Milwaukee,WI,43.04,-87.91,53202|US 415 San Francisco,CA,37.77,-122.42,94103
US 424 Los Angeles,CA,34.05,-118.24,90045|US 480 Scottsdale,AZ,33.49,-111.92,85251|US 502 Louisville,KY,38.25,-85.76,40202
US 503 Portland,OR,45.52,-122.68,97204|US 504 New Orleans,LA,29.95,-90.07,70112|US 505 Albuquerque,NM,35.08,-106.65,87102
US 512 Austin,TX,30.27,-97.74,78701|US 515 Des Moines,IA,41.59,-93.62,50309|US 601 Jackson,MS,32.30,-90.18,39201
US 602 Phoenix,AZ,33.45,-112.07,85003|US 603 Manchester,NH,42.99,-71.46,03101|US 605 Sioux Falls,SD,43.55,-96.73,57104
US 612 Minneapolis,MN,44.98,-93.27,55401|US 614 Columbus,OH,39.96,-83.00,43215|US 615 Nashville,TN,36.16,-86.78,37203
US 617 Boston,MA,42.36,-71.06,02108|US 619 San Diego,CA,32.72,-117.16,92101|US 628 San Francisco,CA,37.78,-122.41,94102
US 646 New York,NY,40.78,-73.97,10024|US 701 Fargo,ND,46.88,-96.79,58102|US 702 Las Vegas,NV,36.17,-115.14,89101
US 704 Charlotte,NC,35.23,-80.84,28202|US 713 Houston,TX,29.76,-95.37,77010|US 718 Brooklyn,NY,40.68,-73.94,11238
US 720 Denver,CO,39.74,-104.99,80205|US 737 Austin,TX,30.27,-97.74,78702|US 786 Miami,FL,25.77,-80.19,33131
US 801 Salt Lake City,UT,40.76,-111.89,84111|US 802 Burlington,VT,44.48,-73.21,05401|US 803 Columbia,SC,34.00,-81.03,29201
US 804 Richmond,VA,37.54,-77.44,23219|US 808 Honolulu,HI,21.31,-157.86,96813|US 813 Tampa,FL,27.95,-82.46,33602
US 816 Kansas City,MO,39.10,-94.58,64106|US 901 Memphis,TN,35.15,-90.05,38103|US 907 Anchorage,AK,61.22,-149.90,99501
US 913 Overland Park,KS,38.98,-94.67,66210|US 916 Sacramento,CA,38.58,-121.49,95814|US 917 New York,NY,40.73,-73.99,10003
US 919 Raleigh,NC,35.78,-78.64,27601|US 929 Queens,NY,40.73,-73.79,11432|US 971 Portland,OR,45.53,-122.66,97209
CA 204 Winnipeg,MB,49.90,-97.14,R3C|CA 403 Calgary,AB,51.05,-114.07,T2P|CA 416 Toronto,ON,43.65,-79.38,M5H
CA 514 Montreal,QC,45.50,-73.57,H3B|CA 604 Vancouver,BC,49.28,-123.12,V6B|CA 613 Ottawa,ON,45.42,-75.70,K1P
CA 647 Toronto,ON,43.65,-79.38,M5V|CA 780 Edmonton,AB,53.55,-113.49,T5J|CA 902 Halifax,NS,44.65,-63.58,B3J`;

const ELSEWHERE = `
GB 207946 4 London,ENG,51.51,-0.13,EC1|GB 203870 4 London,ENG,51.51,-0.13,E1|GB 161496 4 Manchester,ENG,53.48,-2.24,M1
GB 121496 4 Birmingham,ENG,52.48,-1.90,B1|GB 131496 4 Edinburgh,SCT,55.95,-3.19,EH1|GB 117496 4 Bristol,ENG,51.45,-2.59,BS1
AU 27010 4 Sydney,NSW,-33.87,151.21,2000|AU 37010 4 Melbourne,VIC,-37.81,144.96,3000|AU 77010 4 Brisbane,QLD,-27.47,153.03,4000
AU 87010 4 Adelaide,SA,-34.93,138.60,5000|DE 30568 5 Berlin,BE,52.52,13.40,10115|DE 40228 5 Hamburg,HH,53.55,9.99,20095
DE 89215 5 Munich,BY,48.14,11.58,80331|DE 69247 5 Frankfurt,HE,50.11,8.68,60311`;

function read(row: string, withRest: boolean): Place {
  const [country = '', prefix = '', ...more] = row.split(' ');
  const rest = withRest ? Number(more.shift()) : 7;
  const [locality = '', region = '', latitude = '', longitude = '', postalCode = ''] = more.join(' ').split(',');
  return { country: country as Place['country'], prefix, rest, locality, region, latitude, longitude, postalCode };
}

const rows = (text: string) => text.trim().split(/[\n|]/);

export const PLACES: readonly Place[] = [
  ...rows(NORTH_AMERICA).map(row => read(row, false)),
  ...rows(ELSEWHERE).map(row => read(row, true)),
];

/** The place a number belongs to, by its leading digits. */
export function placeOf(e164: string): Place | undefined {
  return PLACES.find(p => e164.startsWith(`+${CALLING_CODE[p.country]}${p.prefix}`));
}
