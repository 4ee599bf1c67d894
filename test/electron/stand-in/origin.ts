// Chromium knows no scheme `app:`. Its pages lie on an https origin instead that exists nowhere.
export const appOrigin = 'app://fuelgauge';
export const realOrigin = 'https://fuelgauge.stand-in.invalid';
