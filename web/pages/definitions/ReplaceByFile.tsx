import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { readBpmnFile } from '../../../domain/process/bpmnFile.ts';
import { useSend } from '../../data/hooks.ts';
import type { TakenFile } from '../../data/types.ts';
import { Problem } from '../../shared/Problem.tsx';
import { FileField } from './FileField.tsx';
import type { SavingHandle } from './useSaving.ts';

/** Takes in a file in place of what is drawn, as when a version was exported and changed in another modeler. */
export function ReplaceByFile({ definitionId, handle }: { definitionId: string; handle: SavingHandle }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [bpmnXml, setBpmnXml] = useState('');
  const send = useSend<TakenFile>(async (state) => {
    await navigate('.', { replace: true, state });
    handle.drop();
  });
  const take = async (file: File | undefined) =>
    setBpmnXml(file === undefined ? '' : readBpmnFile(new Uint8Array(await file.arrayBuffer())));
  return (
    <>
      <Button size="small" disabled={handle.saving !== 'saved'} onClick={() => setOpen(true)}>
        {t('definitions.replace')}
      </Button>
      {open && (
        <Modal
          open
          title={t('definitions.replace')}
          okText={t('definitions.replace')}
          cancelText={t('action.cancel')}
          okButtonProps={{ disabled: bpmnXml === '', loading: send.isPending }}
          onOk={() =>
            send.mutate({
              path: `/definitions/${definitionId}/draft/file`,
              body: { revision: handle.revision, bpmnXml },
            })
          }
          onCancel={() => setOpen(false)}
        >
          <p>{t('definitions.replaceHelp')}</p>
          <FileField onFile={(file) => void take(file)} />
          <Problem problem={send.error} />
        </Modal>
      )}
    </>
  );
}
