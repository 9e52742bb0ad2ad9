export interface Place {
  /** Bytes from the start of the (decompressed) text. */
  offset: number;
  /** Counted from 1. */
  line: number;
}

/** One value as it stands in the file. `bytes` is a view that the next step overwrites: copy what must stay. */
export interface RawValue extends Place {
  bytes: Buffer;
  /** Pairs of offsets into `bytes`: numbers whose text a double would change. */
  exact: number[];
  escapes: boolean;
  /** Number of members of all objects in it; more than the parsed value has means repeated names. */
  members: number;
}

/** A container that is read member by member. The top level (the texts one after another) is one too. */
export interface Frame<D> {
  readonly parent: Frame<D> | null;
  readonly kind: 'texts' | 'array' | 'object';
  readonly data: D;
  readonly start: Place;
  /** Name of the member being read, in an object. */
  name: string;
  /** Index of the element being read, in an array; count of texts begun, at the top. */
  index: number;
  /** Its bytes are kept and given to `close`, until something inside is streamed. */
  keep: boolean;
}

export interface JsonHandler<D> {
  /** A container begins in `parent`: read it member by member with this data, or (null) deliver it whole. */
  open(parent: Frame<D>, kind: 'array' | 'object', place: Place): { data: D; keep: boolean } | null;
  /** A value that was not opened. Members of a frame that keeps its bytes come without exactness notes. */
  value(parent: Frame<D>, value: RawValue): void;
  /** An opened container ended; `whole` is there while its bytes were kept, `complete` is false where the text broke. */
  close(frame: Frame<D>, whole: RawValue | null, complete: boolean): void;
  broken(trouble: Trouble): void;
}

export interface Trouble extends Place {
  rule: 'not-json' | 'cut-text' | 'value-too-large' | 'too-deep' | 'byte-order-mark';
  message: string;
  /** Line at which reading went on; null when nothing followed. */
  resumedAt: number | null;
  frame: Frame<unknown>;
}

export interface JsonLimits {
  /** Largest value that is held in memory at once. */
  maxValueBytes: number;
  maxDepth: number;
}
