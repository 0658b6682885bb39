import { drawingFor } from '../../domain/process/layout.ts';
import { answerFromThread } from '../http/answerFromThread.ts';

answerFromThread(drawingFor);
