'use client';

import { ScreenError } from './_ui/screen-error';

export default ScreenError;
